// A receipt code is shown once and can't be found again: help to keep it, and ask until it is.

const SAVED = "jiesu-saved";

function saved(chat) {
  const kept = JSON.parse(localStorage.getItem(SAVED) ?? "{}");
  return kept.chat === chat ? kept.lines : [];
}

function note(chat, line) {
  localStorage.setItem(SAVED, JSON.stringify({ chat, lines: [...saved(chat), line] }));
}

async function copy(bubble) {
  try {
    await navigator.clipboard.writeText(bubble.innerText);
  } catch {
    const range = document.createRange(); // without TLS there is only the old way
    range.selectNodeContents(bubble);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand("copy");
    getSelection().removeAllRanges();
  }
}

function printAlone(line) {
  line.classList.add("printed");
  document.body.dataset.printing = "";
  window.addEventListener("afterprint", () => {
    line.classList.remove("printed");
    delete document.body.dataset.printing;
  }, { once: true });
  window.print();
}

function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

/** Put the ways to keep a receipt below its line; `say` reads out what was done. */
export function addKeeping(line, chat, say) {
  const bubble = line.querySelector(".bubble");
  if (line.querySelector(".keep")) return;
  const box = document.createElement("div");
  const words = document.createElement("p");
  const copying = button("复制", async () => {
    await copy(bubble);
    copying.textContent = "已复制";
    say("已复制");
  });
  const done = button("我已保存", () => {
    note(chat, line.dataset.seq);
    settle();
    copying.focus();
    say("已确认保存");
  });
  done.className = "done";
  function settle() {
    const kept = saved(chat).includes(line.dataset.seq);
    box.className = kept ? "keep kept" : "keep";
    words.textContent = kept
      ? "您已确认保存好了。"
      : "请现在就保存：截图、复制或打印都行。查询码丢了没法找回。";
    done.hidden = kept;
  }
  box.setAttribute("aria-live", "off");
  box.append(words, done, copying, button("打印", () => printAlone(line)));
  bubble.after(box);
  settle();
}
