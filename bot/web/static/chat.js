// Makes the page livelier: sends without reloading, shows replies as they come,
// keeps what could not be sent. Without this script the page works by forms.

import { lineElement, place, setStatus } from "./lines.js";
import { Photos } from "./photos.js";

const $ = (id) => document.getElementById(id);
const log = $("log");
const scroller = $("scroller");
const quick = $("quick");
const composer = $("composer");
const text = $("text");
const WAITING = "jiesu-waiting";
const byMouse = matchMedia("(pointer: fine)");

let last = Number(log.dataset.last);
const waiting = []; // messages that are not known to have arrived, in order
let sending = false;

const photos = new Photos(
  $("previews"), Number(composer.dataset.photoBytes), Number(composer.dataset.mostPhotos), trouble,
);

function trouble(words) {
  $("trouble").textContent = words;
  $("trouble").hidden = !words;
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `w.${[...bytes].map((b) => b.toString(16).padStart(2, "0")).join("")}`;
}

// --- lines ---

function atEnd() {
  return scroller.scrollTop > -80; // the column is reversed: 0 is its end
}

function toEnd() {
  scroller.scrollTop = 0;
  $("jump").hidden = true;
}

function show(line) {
  last = Math.max(last, line.seq);
  if (log.querySelector(`[data-seq="${line.seq}"]`)) return;
  const own = line.external_id && log.querySelector(`[data-id="${CSS.escape(line.external_id)}"]`);
  if (own) {
    own.dataset.seq = line.seq;
    return;
  }
  const stay = !atEnd();
  place(log, lineElement(line));
  if (stay) $("jump").hidden = false;
  else toEnd();
  offer(line);
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

function say(message, shown, sources = []) {
  const id = newId();
  const line = { from_citizen: true, at: new Date().toISOString(), text: shown, external_id: id };
  const made = lineElement(line, sources);
  place(log, made);
  toEnd();
  offerNothing();
  trouble("");
  waiting.push({ body: { id, ...message }, shown, made });
  remember();
  pump();
}

function remember() {
  const kept = waiting.map(({ body, shown }) => ({ body, shown }));
  sessionStorage.setItem(WAITING, JSON.stringify(kept));
}

function recall() {
  for (const { body, shown } of JSON.parse(sessionStorage.getItem(WAITING) ?? "[]")) {
    if (log.querySelector(`[data-id="${CSS.escape(body.id)}"]`)) continue;
    const line = { from_citizen: true, at: new Date().toISOString(), text: shown, external_id: body.id, photos: body.photos };
    const made = lineElement(line);
    place(log, made);
    waiting.push({ body, shown, made });
  }
  remember();
}

async function pump() {
  if (sending) return;
  sending = true;
  while (waiting.length) {
    const message = waiting[0];
    setStatus(message.made, "发送中…");
    const pause = setTimeout(() => { $("typing").hidden = false; }, 300);
    const wait = await send(message);
    clearTimeout(pause);
    $("typing").hidden = true;
    if (wait) {
      setStatus(message.made, "还没有发出去 ", pump);
      setTimeout(pump, wait * 1000);
      break;
    }
    waiting.shift();
    remember();
  }
  sending = false;
}

/** Send one message; gives 0 when it is dealt with, else after how many seconds to try again. */
async function send(message) {
  let answer;
  try {
    answer = await fetch("/chat/messages", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message.body),
      signal: AbortSignal.timeout(30000),
    });
    if (answer.ok) {
      const { replies } = await answer.json();
      setStatus(message.made, "");
      replies.forEach(show);
      return 0;
    }
  } catch {
    return 5;
  }
  if (answer.status >= 500) return 5;
  const { detail } = await answer.json().catch(() => ({ detail: "没有发出去，请再试一次。" }));
  trouble(detail);
  if (answer.status === 429) return Number(answer.headers.get("retry-after") ?? 5);
  giveBack(message);
  return 0;
}

function giveBack(message) {
  message.made.remove();
  if (!message.body.button && !text.value) text.value = message.body.text ?? "";
}

composer.addEventListener("submit", async (event) => {
  event.preventDefault();
  const words = text.value;
  if (!words.trim() && !photos.chosen.length) {
    trouble("请先写几句话，或者选一张照片。");
    text.focus();
    return;
  }
  text.value = "";
  const { ids, sources } = await photos.take();
  if (words.trim() || ids.length) say({ text: words, photos: ids }, words, sources);
  if (byMouse.matches) text.focus();
});

quick.addEventListener("submit", (event) => {
  event.preventDefault();
  const { value, textContent } = event.submitter;
  say({ text: textContent, button: value }, textContent);
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
  if (CSS.supports("field-sizing", "content")) return;
  text.rows = Math.min(6, text.value.split("\n").length);
});

// --- photos and place ---

$("photos").addEventListener("change", (event) => {
  trouble("");
  photos.add([...event.target.files]);
  event.target.value = "";
});

text.addEventListener("paste", (event) => {
  const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
  if (!pictures.length) return;
  event.preventDefault();
  photos.add(pictures);
});

if (navigator.geolocation && isSecureContext) $("locate").hidden = false;

$("locate").addEventListener("click", (event) => {
  const button = event.currentTarget;
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      button.removeAttribute("aria-busy");
      say({ location: { lat: coords.latitude, lon: coords.longitude } }, "［位置］");
    },
    () => {
      button.removeAttribute("aria-busy");
      trouble("没有拿到位置。请在浏览器里允许定位，或者直接写地址。");
    },
    { enableHighAccuracy: true, timeout: 10000 },
  );
});

// --- live lines ---

let stream;
let lost;

function connection(words) {
  $("connection").textContent = words;
  $("connection").hidden = !words;
}

function listen() {
  stream?.close();
  stream = new EventSource(`/chat/events?after=${last}`);
  stream.addEventListener("line", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("open", () => {
    clearTimeout(lost);
    lost = undefined;
    if (navigator.onLine) connection("");
    pump();
  });
  stream.addEventListener("error", () => {
    // The browser tries again every two seconds and fails each time: the first failure counts.
    lost ??= setTimeout(() => {
      lost = undefined;
      connection("连接断开了，正在重新连接。写好的话会自动补发。");
      if (stream.readyState === EventSource.CLOSED) listen();
    }, 4000);
  });
}

window.addEventListener("offline", () => connection("没有网络。写好的话会在恢复后自动发出。"));
window.addEventListener("online", () => { listen(); pump(); });
$("jump").addEventListener("click", toEnd);
scroller.addEventListener("scroll", () => { if (atEnd()) $("jump").hidden = true; });
recall();
listen();
pump();
if (byMouse.matches) text.focus({ preventScroll: true });
