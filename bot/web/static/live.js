// New lines as they come, and what is said while they can't.

const LOST = "连接断开了，正在重新连接。写好的话会自动补发。";
const OFFLINE = "没有网络。写好的话会在恢复后自动发出。";
const GRACE = 4000; // milliseconds before a broken connection is worth a word

/** Follows the transcript; `after` gives the number of the last line that is shown. */
export class Live {
  #stream;
  #lost;

  constructor(banner, { after, came, back }) {
    Object.assign(this, { banner, after, came, back });
    window.addEventListener("offline", () => this.#say(OFFLINE));
    window.addEventListener("online", () => { this.listen(); back(); });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      if (this.#stream.readyState === EventSource.CLOSED) this.listen();
      back();
    });
    if (!navigator.onLine) this.#say(OFFLINE);
    this.listen();
  }

  listen() {
    this.#stream?.close();
    const stream = new EventSource(`/chat/events?after=${this.after()}`);
    this.#stream = stream;
    stream.addEventListener("line", (event) => this.came(JSON.parse(event.data)));
    stream.addEventListener("open", () => {
      clearTimeout(this.#lost);
      this.#lost = undefined;
      if (navigator.onLine) this.#say("");
      this.back();
    });
    stream.addEventListener("error", () => {
      // The browser tries again every two seconds and fails each time: the first failure counts.
      this.#lost ??= setTimeout(() => {
        this.#lost = undefined;
        this.#say(navigator.onLine ? LOST : OFFLINE);
        if (this.#stream.readyState === EventSource.CLOSED) this.listen();
      }, GRACE);
    });
  }

  #say(words) {
    if (this.banner.textContent === words) return; // said again, it would be read out again
    this.banner.textContent = words;
    this.banner.hidden = !words;
  }
}
