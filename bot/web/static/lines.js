// The transcript on the page. What people write becomes text nodes, never markup.

const ZONE = "Asia/Shanghai";
const clock = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
const calendar = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit",
});

const INDENT = "\u3000";
const CASE_NUMBER = /\b([A-Z]{1,6}-[0-9]{8}-[0-9]{3,6})\b/; // older phones know no lookbehind

/** Text with **bold** and a row for each line, as nodes; nothing else in it is markup. */
export function rich(text) {
  const parts = text.split("**");
  if (parts.length % 2 === 0) {
    parts.push(parts.splice(-2).join("**")); // an unpaired mark is text
  }
  const rows = [[]];
  parts.forEach((part, at) => {
    part.split("\n").forEach((words, number) => {
      if (number) rows.push([]);
      if (words) rows.at(-1).push({ words, bold: at % 2 === 1 });
    });
  });
  const whole = document.createDocumentFragment();
  whole.append(...rows.map(rowElement));
  return whole;
}

function rowElement(pieces) {
  const inner = pieces[0]?.words.startsWith(INDENT);
  const row = element("span", inner ? "para in" : "para");
  if (inner) pieces[0].words = pieces[0].words.slice(INDENT.length);
  for (const { words, bold } of pieces) {
    const holder = bold ? row.appendChild(document.createElement("strong")) : row;
    holder.append(...unbroken(words));
  }
  return row;
}

/** Case numbers break over no line end. */
function unbroken(words) {
  return words.split(CASE_NUMBER).map((piece, at) => (at % 2 ? element("span", "code", piece) : piece));
}

function dayName(date) {
  const [year, month, day] = calendar.format(date).split("-").map(Number);
  const [thisYear, thisMonth, thisDay] = calendar.format(new Date()).split("-").map(Number);
  const days = (Date.UTC(thisYear, thisMonth - 1, thisDay) - Date.UTC(year, month - 1, day)) / 864e5;
  if (days === 0) return "今天";
  if (days === 1) return "昨天";
  return `${year === thisYear ? "" : `${year}年`}${month}月${day}日`;
}

function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

function photo(source, number, link) {
  const image = element("img");
  Object.assign(image, { src: source, alt: `第 ${number} 张照片`, width: 120, height: 120 });
  if (!link) return image;
  const anchor = element("a", "", image);
  Object.assign(anchor, { href: link, target: "_blank", rel: "noopener" });
  return anchor;
}

function callButton(number) {
  const anchor = element("a", "call", `拨打 ${number}`);
  anchor.href = `tel:${number}`;
  return anchor;
}

/** The element of one line; `sources` are pictures that are on this device only. */
export function lineElement(line, sources = [], call = undefined) {
  const whose = line.from_citizen ? "theirs" : "ours";
  const holder = element("div", `line ${whose} ${line.look ?? "plain"}`);
  holder.dataset.day = line.at;
  if (line.seq) holder.dataset.seq = line.seq;
  if (line.external_id) holder.dataset.id = line.external_id;
  holder.append(element("span", "hidden", line.from_citizen ? "我说：" : "接诉说："));
  const photos = line.photos ?? [];
  if (photos.length || sources.length) {
    const pictures = sources.length
      ? sources.map((source, at) => photo(source, at + 1))
      : photos.map((id, at) => photo(`/chat/photos/${id}`, at + 1, `/chat/photos/${id}`));
    holder.append(element("div", "photos", ...pictures));
  }
  if (line.text) holder.append(element("div", "bubble", rich(line.text)));
  if (line.look === "emergency" && call) holder.append(callButton(call));
  const time = element("time", "", clock.format(new Date(line.at)));
  time.dateTime = line.at;
  const status = element("span", "status");
  status.setAttribute("aria-live", "off"); // each line is read out once, its sending is not
  holder.append(element("p", "meta", time, status));
  return holder;
}

function numberOf(line) {
  return "greeting" in line.dataset ? 0 : Number(line.dataset.seq || Infinity);
}

/** Put a line where its number belongs; lines without a number are on their way, and last. */
export function place(log, made) {
  const seq = numberOf(made);
  const later = [...log.querySelectorAll(".line")].find((line) => numberOf(line) > seq);
  log.insertBefore(made, later && later.previousElementSibling?.matches(".day") ? later.previousElementSibling : later ?? null);
  const before = made.previousElementSibling;
  const day = calendar.format(new Date(made.dataset.day));
  const previous = before?.dataset.day && calendar.format(new Date(before.dataset.day));
  if (previous !== day && !before?.matches(".day")) {
    made.before(element("p", "day", element("span", "", dayName(new Date(made.dataset.day)))));
  }
}

/** Say what became of a message that is being sent. */
export function setStatus(made, words, again) {
  const status = made.querySelector(".status");
  status.textContent = words;
  status.classList.toggle("failed", Boolean(again));
  if (!again) return;
  const button = element("button", "", "重发");
  button.type = "button";
  button.addEventListener("click", again);
  status.append(button);
}
