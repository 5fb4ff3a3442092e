// Photos that were chosen: shown at once, uploaded while the person writes on.

const TOO_LARGE = "照片太大了，请发 20 MB 以内的照片。";
const NO_PHOTO = "这个文件不是照片，请发照片或截图。";
const AGAIN = 5; // seconds
const PATIENCE = 300000; // milliseconds for one photo, on a slow line

/** One photo on its way to the server. */
export class Photo {
  #request;
  #running;
  onpart = () => {};

  constructor(blob, evidence = null) {
    this.blob = blob;
    this.evidence = evidence;
    this.source = URL.createObjectURL(blob);
  }

  /** Gives `evidence`, or `refused` with the reason, or after how many seconds to `wait`. */
  upload() {
    this.#running ??= this.#send().finally(() => { this.#running = undefined; });
    return this.#running;
  }

  stop() {
    this.#request?.abort();
  }

  async #send() {
    if (this.evidence) return { evidence: this.evidence };
    const request = new XMLHttpRequest(); // which tells how far it is, as fetch does not
    this.#request = request;
    const form = new FormData();
    form.append("file", this.blob, this.blob.name || "photo.jpg");
    request.open("POST", "/chat/photos");
    request.responseType = "json";
    request.timeout = PATIENCE;
    request.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) this.onpart(loaded / total);
    });
    await new Promise((resolve) => {
      request.addEventListener("loadend", resolve);
      request.send(form);
    });
    return this.#outcome(request);
  }

  #outcome({ status, response }) {
    if (status === 201 && response?.evidence) {
      this.evidence = response.evidence;
      return { evidence: this.evidence };
    }
    if (status === 0 || status >= 500) return { wait: AGAIN };
    if (status === 429) return { wait: Number(this.#request.getResponseHeader("retry-after") || AGAIN) };
    return { refused: response?.detail || NO_PHOTO };
  }
}

/** The strip of photos above the text field. */
export class Strip {
  #chosen = []; // { photo, item }

  constructor(list, mostBytes, most, trouble) {
    Object.assign(this, { list, mostBytes, most, trouble });
  }

  get length() {
    return this.#chosen.length;
  }

  add(files) {
    for (const file of files) {
      if (this.#chosen.length >= this.most) {
        this.trouble(`一次最多发 ${this.most} 张照片，其余的请分几次发。`);
        return;
      }
      if (file.type && !file.type.startsWith("image/")) this.trouble(NO_PHOTO);
      else if (file.size > this.mostBytes) this.trouble(TOO_LARGE);
      else this.#add(new Photo(file));
    }
  }

  /** Hand over what was chosen; what is not uploaded yet goes on being so. */
  take() {
    const photos = this.#chosen.map(({ photo }) => photo);
    this.#chosen = [];
    this.list.replaceChildren();
    this.#renew();
    return photos;
  }

  /** Upload again what the network did not let through. */
  retry() {
    this.#chosen.filter(({ photo }) => !photo.evidence).forEach((one) => this.#upload(one));
  }

  #add(photo) {
    const item = document.createElement("li");
    const image = document.createElement("img");
    const progress = document.createElement("progress");
    const remove = document.createElement("button");
    const cross = document.createElement("span");
    const one = { photo, item };
    progress.max = 1;
    cross.textContent = "×";
    remove.type = "button";
    remove.append(cross);
    remove.addEventListener("click", () => this.#remove(one));
    image.addEventListener("load", () => this.#upload(one));
    image.addEventListener("error", () => this.#refuse(one, NO_PHOTO));
    image.src = photo.source;
    item.append(image, progress, remove);
    this.list.append(item);
    this.#chosen.push(one);
    this.#renew();
  }

  async #upload(one) {
    const progress = one.item.querySelector("progress");
    one.item.querySelector("small")?.remove();
    one.photo.onpart = (part) => { progress.value = part; };
    const { evidence, refused } = await one.photo.upload();
    if (!this.#chosen.includes(one)) return;
    if (refused) this.#refuse(one, refused);
    progress.hidden = true;
    if (evidence) return;
    const later = document.createElement("small");
    later.textContent = "联网后再传";
    one.item.append(later);
  }

  #refuse(one, words) {
    if (this.#chosen.includes(one)) this.trouble(words);
    this.#drop(one);
  }

  #remove(one) {
    const at = this.#chosen.indexOf(one);
    this.#drop(one);
    const next = this.#chosen[Math.min(at, this.#chosen.length - 1)];
    (next?.item.querySelector("button") ?? document.getElementById("text")).focus();
  }

  #drop(one) {
    this.#chosen = this.#chosen.filter((other) => other !== one);
    one.photo.stop();
    one.item.remove();
    this.#renew();
  }

  #renew() {
    this.list.hidden = this.#chosen.length === 0;
    this.#chosen.forEach(({ item }, at) => {
      item.querySelector("img").alt = `要发的第 ${at + 1} 张照片`;
      item.querySelector("progress").setAttribute("aria-label", `第 ${at + 1} 张照片上传进度`);
      item.querySelector("button").setAttribute("aria-label", `去掉第 ${at + 1} 张照片`);
    });
  }
}
