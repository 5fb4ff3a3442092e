// What is not known to have arrived, kept on this device until it is: it survives a reload
// and a closed window, photos included.

const STORE = "waiting";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("jiesu", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Messages of one chat; `chat` tells them from those of a chat that was forgotten here. */
export class Waiting {
  #database;

  constructor(chat) {
    this.chat = chat;
  }

  put(record) {
    return this.#run("readwrite", (store) => store.put({ ...record, chat: this.chat }));
  }

  remove(id) {
    return this.#run("readwrite", (store) => store.delete(id));
  }

  /** All, oldest first. */
  async all() {
    const found = (await this.#run("readonly", (store) => store.getAll())) ?? [];
    const foreign = found.filter(({ chat }) => chat !== this.chat);
    await Promise.all(foreign.map(({ id }) => this.remove(id)));
    return found.filter(({ chat }) => chat === this.chat).sort((a, b) => a.no - b.no);
  }

  async #run(mode, work) {
    try {
      this.#database ??= opened();
      const transaction = (await this.#database).transaction(STORE, mode);
      return await new Promise((resolve, reject) => {
        const request = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } catch {
      return undefined; // a private window may keep nothing: the page goes on from memory
    }
  }
}
