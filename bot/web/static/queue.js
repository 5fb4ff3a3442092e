// Sends messages one after the other, each until it is known to have arrived. A message keeps
// its id, so that the server takes it once however often it is sent.

import { Photo } from "./photos.js";

const AGAIN = 5; // seconds
const PATIENCE = 30000; // milliseconds for an answer

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `w.${[...bytes].map((b) => b.toString(16).padStart(2, "0")).join("")}`;
}

/** `page` shows what becomes of a message. */
export class Queue {
  #messages = [];
  #sending = false;
  #last = 0;

  constructor(waiting, page) {
    this.waiting = waiting;
    this.page = page;
    this.recalled = this.#recall();
  }

  say(body, shown, photos = []) {
    this.#last = Math.max(Date.now(), this.#last + 1);
    const message = { id: newId(), no: this.#last, body, shown, photos };
    this.page.begin(message);
    this.#messages.push(message);
    this.#keep(message);
    this.pump();
  }

  /** Send what waits, as far as it goes now. */
  async pump() {
    await this.recalled;
    if (this.#sending) return;
    this.#sending = true;
    while (this.#messages.length) {
      const message = this.#messages[0];
      const wait = await this.#send(message);
      if (wait) {
        this.page.later(message, () => this.pump());
        setTimeout(() => this.pump(), wait * 1000);
        break;
      }
      this.#messages.shift();
      this.waiting.remove(message.id);
    }
    this.#sending = false;
  }

  async #recall() {
    for (const record of await this.waiting.all()) {
      const photos = record.photos.map(({ blob, evidence }) => new Photo(blob, evidence));
      const message = { ...record, photos };
      if (this.page.has(message)) this.waiting.remove(record.id);
      else {
        this.page.begin(message);
        this.#messages.push(message);
      }
    }
  }

  #keep({ id, no, body, shown, photos }) {
    const kept = photos.map(({ blob, evidence }) => ({ blob, evidence }));
    return this.waiting.put({ id, no, body, shown, photos: kept });
  }

  /** Gives 0 when a message is dealt with, else after how many seconds to try again. */
  async #send(message) {
    this.page.sending(message, "发送中…");
    for (const photo of message.photos) {
      const wait = await this.#upload(message, photo);
      if (wait) return wait;
    }
    message.photos = message.photos.filter((photo) => photo.evidence);
    if (!message.photos.length && !Object.values(message.body).some(Boolean)) {
      this.page.giveBack(message);
      return 0;
    }
    return this.#post(message);
  }

  async #upload(message, photo) {
    if (photo.evidence) return 0;
    photo.onpart = (part) => {
      this.page.sending(message, `照片上传中 ${Math.round(part * 100)}%`);
    };
    const { evidence, refused, wait } = await photo.upload();
    if (wait) return wait;
    if (refused) {
      this.page.trouble(refused);
      this.page.without(message, photo);
    }
    if (evidence) await this.#keep(message);
    return 0;
  }

  async #post(message) {
    const photos = message.photos.map(({ evidence }) => evidence);
    this.page.sending(message, "发送中…");
    const pause = setTimeout(() => this.page.typing(true), 300);
    try {
      const answer = await fetch("/chat/messages", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...message.body, id: message.id, photos }),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (!answer.ok) return await this.#refused(message, answer);
      const { replies } = await answer.json();
      this.page.arrived(message, replies);
      return 0;
    } catch {
      return AGAIN;
    } finally {
      clearTimeout(pause);
      this.page.typing(false);
    }
  }

  async #refused(message, answer) {
    if (answer.status >= 500) return AGAIN;
    const { detail } = await answer.json().catch(() => ({ detail: "没有发出去，请再试一次。" }));
    this.page.trouble(detail);
    if (answer.status === 429) return Number(answer.headers.get("retry-after") ?? AGAIN);
    this.page.giveBack(message);
    return 0;
  }
}
