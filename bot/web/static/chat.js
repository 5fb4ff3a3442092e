// Makes the page livelier: sends without reloading, shows replies as they come,
// keeps what could not be sent. Without this script the page works by forms.

import { Attention } from "./attention.js";
import { lineElement, place, setStatus } from "./lines.js";
import { Live } from "./live.js";
import { prepareMenu } from "./looks.js";
import { Strip } from "./photos.js";
import { Queue } from "./queue.js";
import { addKeeping } from "./receipts.js";
import { Waiting } from "./waiting.js";

const $ = (id) => document.getElementById(id);
const log = $("log");
const scroller = $("scroller");
const quick = $("quick");
const composer = $("composer");
const text = $("text");
const TOGETHER = 2000; // milliseconds
const byMouse = matchMedia("(pointer: fine)");
const { chat, call } = log.dataset;
const DRAFT = `jiesu-draft.${chat}`;

let answering = { first: null, since: 0 }; // the first of lines that came together
let last = Number(log.dataset.last);
const attention = new Attention($("notify"));
const { photoBytes, mostPhotos } = composer.dataset;
const strip = new Strip($("previews"), Number(photoBytes), Number(mostPhotos), trouble);

function trouble(words) {
  $("trouble").textContent = words;
  $("trouble").hidden = !words;
}

function say(words) {
  $("said").textContent = words;
}

// --- lines ---

function atEnd() {
  return scroller.scrollTop > -80; // the column is reversed: 0 is its end
}

function toEnd() {
  scroller.scrollTop = 0;
  $("jump").hidden = true;
}

function withId(id) {
  return log.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

function show(line) {
  last = Math.max(last, line.seq);
  if (log.querySelector(`[data-seq="${line.seq}"]`)) return;
  const own = line.external_id && withId(line.external_id);
  if (own) {
    own.dataset.seq = line.seq;
    return;
  }
  const stay = !atEnd();
  const made = lineElement(line, [], call);
  place(log, made);
  if (line.look === "receipt") addKeeping(made, chat, say);
  offer(line);
  if (stay) $("jump").hidden = false;
  else toAnswer(made);
  if (!line.from_citizen) attention.came();
}

/** To the end; but of what is taller than the window, to its beginning. */
function toAnswer(line) {
  if (Date.now() - answering.since > TOGETHER) answering = { first: line, since: Date.now() };
  toEnd();
  const { top } = answering.first.getBoundingClientRect();
  if (top >= scroller.getBoundingClientRect().top) return;
  answering.first.scrollIntoView({ block: "start" });
  $("jump").hidden = atEnd();
}

function offer(line) {
  if (line.from_citizen) return offerNothing();
  if (!line.buttons.length) return undefined;
  quick.querySelectorAll("button").forEach((button) => button.remove());
  for (const { label, payload } of line.buttons) {
    const button = document.createElement("button");
    Object.assign(button, { name: "button", value: payload, textContent: label });
    quick.append(button);
  }
  quick.hidden = false;
  return undefined;
}

function offerNothing() {
  quick.hidden = true;
  quick.querySelectorAll("button").forEach((button) => button.remove());
}

// --- sending ---

const page = {
  trouble,
  has: ({ id }) => withId(id) !== null,
  begin(message) {
    answering.since = 0;
    const at = new Date(message.no).toISOString();
    const line = { from_citizen: true, at, text: message.shown, external_id: message.id };
    message.offered = [...quick.querySelectorAll("button")];
    message.made = lineElement(line, message.photos.map(({ source }) => source));
    place(log, message.made);
    toEnd();
    offerNothing();
    trouble("");
  },
  sending: (message, words) => setStatus(message.made, words),
  typing(on) {
    $("typing").hidden = !on;
  },
  arrived({ made }, replies) {
    setStatus(made, "");
    // Its own number comes with the live lines; until then it stands before its first answer.
    if (replies.length) made.dataset.seq ??= replies[0].seq - 0.5;
    replies.forEach(show);
  },
  later: (message, again) => setStatus(message.made, "还没有发出去 ", again),
  without(message, photo) {
    message.made.querySelector(`img[src="${photo.source}"]`)?.remove();
  },
  giveBack(message) {
    const before = message.made.previousElementSibling;
    message.made.remove();
    if (before?.matches(".day") && !before.nextElementSibling) before.remove();
    if (quick.hidden && message.offered.length) {
      quick.append(...message.offered);
      quick.hidden = false;
    }
    const { button, text: words } = message.body;
    if (button || !words) return;
    text.value = [words, text.value].filter(Boolean).join("\n");
    keepDraft();
  },
};
const queue = new Queue(new Waiting(chat), page);

function keepDraft() {
  sessionStorage.setItem(DRAFT, text.value);
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value;
  if (!words.trim() && !strip.length) {
    trouble("请先写几句话，或者选一张照片。");
    text.focus();
    return;
  }
  text.value = "";
  keepDraft();
  queue.say({ text: words }, words, strip.take());
  if (byMouse.matches) text.focus();
});

quick.addEventListener("submit", (event) => {
  event.preventDefault();
  const { value, textContent } = event.submitter;
  queue.say({ text: textContent, button: value }, textContent);
  (byMouse.matches ? text : scroller).focus({ preventScroll: true });
});

text.addEventListener("keydown", (event) => {
  const composing = event.isComposing || event.keyCode === 229; // an input method's own Enter
  if (event.key === "Enter" && !event.shiftKey && !composing && byMouse.matches) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

text.addEventListener("input", () => {
  trouble("");
  keepDraft();
  if (CSS.supports("field-sizing", "content")) return;
  text.rows = Math.min(6, text.value.split("\n").length);
});

// --- photos and place ---

for (const id of ["camera", "photos"]) {
  $(id).addEventListener("change", (event) => {
    trouble("");
    strip.add([...event.target.files]);
    event.target.value = "";
  });
}
if (matchMedia("(any-pointer: coarse)").matches) $("camera-tool").hidden = false;

text.addEventListener("paste", (event) => {
  const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
  if (!pictures.length) return;
  event.preventDefault();
  strip.add(pictures);
});

if (navigator.geolocation && isSecureContext) $("locate").hidden = false;

function noPlace({ code, PERMISSION_DENIED }) {
  return code === PERMISSION_DENIED
    ? "没有定位权限。可以在浏览器的网站设置里允许定位，或者直接写地址、路口、旁边的店。"
    : "暂时没有拿到位置，可以再点一次，或者直接写地址、路口、旁边的店。";
}

$("locate").addEventListener("click", (event) => {
  const button = event.currentTarget;
  if (button.getAttribute("aria-busy") === "true") return;
  trouble("");
  say("正在定位");
  button.setAttribute("aria-busy", "true");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      button.removeAttribute("aria-busy");
      queue.say({ location: { lat: coords.latitude, lon: coords.longitude } }, "［位置］");
    },
    (error) => {
      button.removeAttribute("aria-busy");
      trouble(noPlace(error));
    },
    { enableHighAccuracy: true, timeout: 10000 },
  );
});

// --- begin ---

prepareMenu($("menu"));
log.querySelectorAll(".line.receipt").forEach((line) => addKeeping(line, chat, say));
new Live($("connection"), {
  after: () => last,
  came: show,
  back() {
    queue.pump();
    strip.retry();
  },
});
const [latest] = [...log.querySelectorAll(".line[data-seq]")].slice(-1);
if (latest?.matches(".ours")) toAnswer(latest);
$("jump").addEventListener("click", toEnd);
scroller.addEventListener("scroll", () => { if (atEnd()) $("jump").hidden = true; });
text.value ||= sessionStorage.getItem(DRAFT) ?? "";
if (byMouse.matches) text.focus({ preventScroll: true });
