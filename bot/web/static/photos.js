// Photos that were chosen: shown at once, uploaded while the person writes on.

const TOO_LARGE = "照片太大了，请发 20 MB 以内的照片。";
const FAILED = "照片没有传上去，请检查网络后再选一次。";

function upload(file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name || "photo.jpg");
    request.open("POST", "/chat/photos");
    request.responseType = "json";
    request.timeout = 120000;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => {
      if (request.status === 201) resolve(request.response.evidence);
      else reject(new Error(request.response?.detail || FAILED));
    });
    for (const name of ["error", "timeout", "abort"]) {
      request.addEventListener(name, () => reject(new Error(FAILED)));
    }
    request.send(form);
  });
}

/** The strip of photos above the text field. */
export class Photos {
  constructor(strip, mostBytes, most, trouble) {
    Object.assign(this, { strip, mostBytes, most, trouble, chosen: [] });
  }

  add(files) {
    for (const file of files) {
      if (this.chosen.length >= this.most) {
        this.trouble(`一次最多发 ${this.most} 张照片，其余的请分几次发。`);
        return;
      }
      if (file.size > this.mostBytes) this.trouble(TOO_LARGE);
      else this.#add(file);
    }
  }

  #add(file) {
    const item = document.createElement("li");
    const image = document.createElement("img");
    const progress = document.createElement("progress");
    const remove = document.createElement("button");
    const number = this.chosen.length + 1;
    const photo = { source: URL.createObjectURL(file), item, gone: false };
    Object.assign(image, { src: photo.source, alt: `要发的第 ${number} 张照片` });
    progress.setAttribute("aria-label", `第 ${number} 张照片上传进度`);
    progress.max = 1;
    Object.assign(remove, { type: "button", textContent: "×" });
    remove.setAttribute("aria-label", `去掉第 ${number} 张照片`);
    remove.addEventListener("click", () => this.#drop(photo));
    item.append(image, progress, remove);
    this.strip.append(item);
    this.strip.hidden = false;
    this.chosen.push(photo);
    photo.stored = upload(file, progress).then(
      (evidence) => { progress.remove(); return evidence; },
      (error) => {
        if (!photo.gone) this.trouble(error.message);
        this.#drop(photo);
        return null;
      },
    );
  }

  #drop(photo) {
    photo.gone = true;
    photo.item.remove();
    this.chosen = this.chosen.filter((other) => other !== photo);
    this.strip.hidden = this.chosen.length === 0;
  }

  /** Hand over what was chosen, once it is stored: ids and pictures to show. */
  async take() {
    const stored = await Promise.all(this.chosen.map((photo) => photo.stored));
    const kept = this.chosen.filter((_, at) => stored[at]);
    this.chosen = [];
    this.strip.replaceChildren();
    this.strip.hidden = true;
    return { ids: stored.filter(Boolean), sources: kept.map((photo) => photo.source) };
  }
}
