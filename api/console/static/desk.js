"use strict";
// Everything on the desk works without this file; it only saves clicks.

const REFRESH_MS = 15000;
const $ = (what) => document.querySelector(what);
const all = (what) => [...document.querySelectorAll(what)];

// The list renews itself. Whoever stands in it keeps the place, and what was ticked stays ticked.
function refreshQueue() {
  const queue = $("#queue");
  if (!queue) return;
  const load = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(queue.dataset.part, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") {
        location.reload();
      } else if (answer.ok) {
        putQueue(queue, await answer.text());
      }
    } catch {
      const at = $("#at");
      if (at) at.textContent = "连接中断，列表可能不是最新";
    }
  };
  setInterval(load, REFRESH_MS);
  document.addEventListener("visibilitychange", load);
  queue.addEventListener("change", countChosen);
}

function putQueue(queue, html) {
  const ticked = new Set(all("input[name=number]:checked").map((box) => box.value));
  const focused = queue.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && (focused.getAttribute("href") || focused.value);
  const known = new Set(all("table.queue a.number").map((link) => link.textContent));
  queue.innerHTML = html;
  for (const box of all("input[name=number]")) box.checked = ticked.has(box.value);
  const fresh = all("table.queue a.number").filter((link) => !known.has(link.textContent));
  for (const link of fresh) link.closest("tr").classList.add("fresh");
  if (place) {
    const same = [...queue.querySelectorAll("a, input")];
    same.find((one) => (one.getAttribute("href") || one.value) === place)?.focus();
  }
  const chosen = $("nav.tabs a[aria-current] .count");
  if (chosen) document.title = document.title.replace(/（\d+）/, `（${chosen.textContent}）`);
  countChosen();
}

function countChosen() {
  const said = $("#chosen");
  const count = all("input[name=number]:checked").length;
  if (said) said.textContent = count ? `已勾选 ${count} 件` : "";
}

// From a case back to the list it was opened from.
function rememberList() {
  const crumb = $(".crumb a");
  if ($("#queue")) sessionStorage.setItem("list", location.search);
  if (crumb) crumb.href = `/desk${sessionStorage.getItem("list") || ""}`;
}

function offerCopy() {
  const number = $("#case-number");
  if (!number || !navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain small";
  button.textContent = "复制编号";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(number.textContent);
    button.textContent = "已复制";
    setTimeout(() => { button.textContent = "复制编号"; }, 2000);
  });
  number.after(" ", button);
}

function step(by) {
  const links = all("table.queue a.number");
  if (!links.length) return;
  const row = document.activeElement.closest("table.queue tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  links[Math.min(Math.max(at + by, 0), links.length - 1)].focus();
}

function tick() {
  const box = document.activeElement.closest("table.queue tr")?.querySelector("input[name=number]");
  box?.click();
}

function unfold(id, field) {
  const part = $(id);
  if (!part) return false;
  part.scrollIntoView({ block: "nearest" });
  const details = part.matches("details") ? part : null;
  if (details) details.open = true;
  (part.querySelector(field) || part).focus();
  return true;
}

const go = (link) => { if ($(link)) $(link).click(); };
const KEYS = {
  "/": () => $("#q") ? $("#q").focus() : location.assign("/desk"),
  "?": () => $("#keys")?.showModal(),
  j: () => step(1),
  k: () => step(-1),
  x: tick,
  a: () => $("#handler")?.focus(),
  f: () => unfold("details.filters", "select"),
  n: () => go("nav.pages a[rel=next]"),
  p: () => go("nav.pages a[rel=prev]"),
  r: () => location.reload(),
  u: () => go(".crumb a"),
  m: () => $("#h-moves") && unfold(".moves details.move", "summary"),
  b: () => unfold("#move-note", "textarea"),
  c: () => unfold("#correct", "select"),
  l: () => unfold("details.move[open] details[data-laws]", "input"),
  t: () => $("#h-talk")?.scrollIntoView(),
  e: () => go(".gallery a"),
};
const AFTER_G = {
  q: "/desk", n: "/desk/notices", s: "/desk/approvals", l: "/desk/team", o: "/desk/breaches",
  c: "/desk/compliance", w: "/desk/statutes",
};
let before = "";

function listenForKeys() {
  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return;
    const dialog = press.target.closest("dialog[open]");
    if (dialog) {
      if (press.key === "?" && dialog.id === "keys") dialog.close();
      return;
    }
    if (press.target.closest("input:not([type=checkbox]), textarea, select")) {
      if (press.key === "Escape") press.target.blur();
      return;
    }
    const chord = before === "g" && AFTER_G[press.key];
    before = press.key;
    if (chord) {
      go(`.top nav a[href="${chord}"]`); // what is not in the menu is not this officer's
    } else if (/^[1-9]$/.test(press.key)) {
      all("nav.tabs a")[Number(press.key) - 1]?.click();
    } else if (Object.hasOwn(KEYS, press.key)) {
      press.preventDefault();
      KEYS[press.key]();
    }
  });
  $("#keys-link")?.addEventListener("click", (click) => {
    if (!$("#keys")) return;
    click.preventDefault();
    $("#keys").showModal();
  });
}

function fill(field, text) {
  field.value = field.value.trim() ? `${field.value.trimEnd()}\n${text}` : text;
  field.focus();
  const gap = field.value.indexOf("____");
  if (gap >= 0) field.setSelectionRange(gap, gap + 4);
}

// A citation goes where the cursor stands, for it is a part of a sentence.
function insert(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.focus();
}

function offerPhrases() {
  for (const button of all("[data-fill]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.fill);
      fill(field, button.previousElementSibling.textContent);
    });
  }
}

function offer(list, head, text, note, label, put) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  const button = document.createElement("button");
  if (head) words.append(Object.assign(document.createElement("strong"), { textContent: head }), " ");
  words.append(text);
  if (note) words.append(" ", Object.assign(document.createElement("small"), { textContent: note }));
  button.type = "button";
  button.className = "plain small";
  button.textContent = label;
  button.addEventListener("click", put);
  item.append(words, " ", button);
  list.append(item);
}

async function ask(part, path, show, none) {
  const said = part.querySelector("[role=status]");
  const list = part.querySelector("ul");
  said.textContent = "正在查找……";
  try {
    const answer = await fetch(path, { redirect: "manual", cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    const found = await answer.json();
    list.replaceChildren();
    for (const one of found) show(list, one);
    said.textContent = found.length ? "" : none;
  } catch {
    said.textContent = "没有查到，请稍后再试，或者点下面的链接。";
  }
}

// Laws and earlier answers beside the words that are being written.
function offerLookups() {
  for (const part of all("details[data-laws]")) {
    const field = document.getElementById(part.dataset.laws);
    const search = part.querySelector("input");
    part.querySelector(".bar").hidden = false;
    let last = "";
    const look = () => {
      const wanted = search.value.trim();
      if (!wanted || wanted === last) return;
      last = wanted;
      ask(part, `/desk/api/statutes?q=${encodeURIComponent(wanted)}`, (list, one) => {
        const note = [one.in_force ? "" : "现在不适用", one.sure ? "" : "待核对原文"].filter(Boolean).join("，");
        offer(list, one.citation, one.says, note, "写入", () => insert(field, one.citation));
      }, "没有找到，请换个词。");
    };
    search.addEventListener("change", look);
    search.addEventListener("keydown", (press) => {
      if (press.key !== "Enter" || press.isComposing) return;
      press.preventDefault();
      look();
    });
    part.addEventListener("toggle", () => { if (part.open) search.focus(); });
  }
  for (const part of all("details[data-answers]")) {
    const field = document.getElementById(part.dataset.answers);
    part.addEventListener("toggle", () => {
      if (!part.open || part.querySelector("li")) return;
      ask(part, `/desk/api/cases/${part.dataset.case}/answers`, (list, one) => {
        offer(list, "", one.text, `${one.number} ${one.title}`, "填入", () => fill(field, one.text));
      }, "您能看到的案件里，还没有办结的同类案件。");
    });
  }
}

function openOneMoveAtATime() {
  const moves = all(".moves details.move");
  for (const move of moves) {
    move.addEventListener("toggle", () => {
      if (!move.open) return;
      moves.filter((other) => other !== move).forEach((other) => { other.open = false; });
      // The browser tells of the opening a little later; whoever is in a field by then stays there.
      if (document.activeElement.closest("form")) return;
      move.querySelector("select, textarea, button")?.focus();
    });
  }
}

// A move can be refused because the case changed meanwhile; what was written must not be lost.
function keepDrafts() {
  const key = `draft:${location.pathname}`;
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (kept && $(".fault")) {
    const draft = JSON.parse(kept);
    const move = document.getElementById(draft.move);
    const text = move?.querySelector("textarea");
    if (text) {
      move.open = true;
      text.value = draft.text;
    }
  }
  for (const move of all(".moves details.move")) {
    move.querySelector("form").addEventListener("submit", () => {
      const text = move.querySelector("textarea")?.value;
      if (text) sessionStorage.setItem(key, JSON.stringify({ move: move.id, text }));
    });
  }
}

// Photos in full size. Without this, each opens as a picture of its own.
function showPhotos() {
  const light = $("#light");
  const links = all(".gallery a");
  if (!light || !links.length) return;
  const picture = light.querySelector("img");
  const frame = light.querySelector(".frame");
  let at = 0;
  let zoom = 1;
  frame.tabIndex = 0;
  const sized = (by) => {
    zoom = Math.min(Math.max(by, 1), 6);
    light.classList.toggle("zoomed", zoom > 1);
    picture.style.width = zoom > 1 ? `${frame.clientWidth * zoom}px` : "";
  };
  const show = (which) => {
    at = (which + links.length) % links.length;
    picture.src = links[at].href;
    picture.alt = links[at].querySelector("img").alt;
    light.querySelector(".which").textContent = `第 ${at + 1} 张，共 ${links.length} 张`;
    sized(1);
  };
  const deeds = {
    before: () => show(at - 1),
    after: () => show(at + 1),
    in: () => sized(zoom * 1.5),
    out: () => sized(zoom / 1.5),
    close: () => light.close(),
  };
  const pan = (x, y) => frame.scrollBy(x * 120, y * 120);
  const keys = {
    ArrowLeft: deeds.before, ArrowRight: deeds.after,
    "+": deeds.in, "=": deeds.in, "-": deeds.out, 0: () => sized(1),
    h: () => pan(-1, 0), l: () => pan(1, 0), j: () => pan(0, 1), k: () => pan(0, -1),
  };
  links.forEach((link, number) => link.addEventListener("click", (click) => {
    click.preventDefault();
    show(number);
    light.showModal();
    frame.focus();
  }));
  light.addEventListener("click", (click) => deeds[click.target.dataset?.do]?.());
  light.addEventListener("close", () => links[at].focus());
  light.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || !Object.hasOwn(keys, press.key)) return;
    press.preventDefault();
    keys[press.key]();
  });
}

refreshQueue();
rememberList();
showPhotos();
keepDrafts();
offerCopy();
listenForKeys();
openOneMoveAtATime();
offerPhrases();
offerLookups();
