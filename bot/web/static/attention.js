// A person who looks elsewhere learns of an answer: by the window's title and, if wanted, by
// the system. What was said is not in it: others may look at the screen.

const WANTED = "jiesu-notify";
const title = document.title;

function worker() {
  // On phones only a worker may notify; it has nothing else to do.
  return navigator.serviceWorker?.register(new URL("../latest/notify.js", import.meta.url));
}

/** `button` turns notifications on and off. */
export class Attention {
  #unread = 0;

  constructor(button) {
    this.button = button;
    document.addEventListener("visibilitychange", () => this.#seen());
    if (!("Notification" in window) || !isSecureContext) return;
    button.hidden = false;
    button.addEventListener("click", () => this.#toggle());
    this.#show();
  }

  /** An answer came. */
  async came() {
    if (!document.hidden) return;
    this.#unread += 1;
    document.title = `(${this.#unread}) ${title}`;
    if (!this.#wanted()) return;
    const words = { body: "有新的回复，点开查看。", tag: "jiesu", lang: "zh-CN" };
    try {
      const registration = await worker();
      await registration.showNotification("接诉", words);
    } catch {
      new Notification("接诉", words).addEventListener("click", () => window.focus());
    }
  }

  #seen() {
    if (document.hidden) return;
    this.#unread = 0;
    document.title = title;
  }

  #wanted() {
    return Notification.permission === "granted" && localStorage.getItem(WANTED) === "on";
  }

  async #toggle() {
    const on = this.#wanted();
    localStorage.setItem(WANTED, on ? "off" : "on");
    if (!on && Notification.permission === "default") await Notification.requestPermission();
    if (this.#wanted()) worker()?.catch(() => {});
    this.#show();
  }

  #show() {
    const denied = Notification.permission === "denied";
    this.button.setAttribute("aria-pressed", this.#wanted());
    this.button.querySelector("small").textContent = denied
      ? "浏览器没有允许通知，可以在浏览器的网站设置里打开"
      : "离开这个页面时提醒，不显示内容";
  }
}
