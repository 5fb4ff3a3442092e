"use strict";
// Everything on the desk works without this file; it only saves clicks.

const REFRESH_MS = 15000;

function refreshQueue() {
  const queue = document.getElementById("queue");
  if (!queue) return;
  const load = async () => {
    // Somebody who is in the middle of the list must not lose the place.
    if (document.hidden || queue.contains(document.activeElement)) return;
    try {
      const answer = await fetch(queue.dataset.part, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") {
        location.reload();
      } else if (answer.ok) {
        queue.innerHTML = await answer.text();
      }
    } catch {
      const at = document.getElementById("at");
      if (at) at.textContent = "连接中断，列表可能不是最新";
    }
  };
  setInterval(load, REFRESH_MS);
}

function offerCopy() {
  const number = document.getElementById("case-number");
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

function walkByKeys() {
  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.target.closest("input, textarea, select")) return;
    const links = [...document.querySelectorAll("table.queue a.number")];
    const at = links.indexOf(document.activeElement);
    if (press.key === "j" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    if (press.key === "k" && links.length) links[Math.max(at - 1, 0)].focus();
  });
}

function openOneMoveAtATime() {
  const moves = [...document.querySelectorAll("details.move")];
  for (const move of moves) {
    move.addEventListener("toggle", () => {
      if (!move.open) return;
      moves.filter((other) => other !== move).forEach((other) => { other.open = false; });
      move.querySelector("select, textarea, button")?.focus();
    });
  }
}

// A move can be refused because the case changed meanwhile; what was written must not be lost.
function keepDrafts() {
  const key = `draft:${location.pathname}`;
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (kept && document.querySelector(".fault")) {
    const draft = JSON.parse(kept);
    const move = document.getElementById(draft.move);
    const text = move?.querySelector("textarea");
    if (text) {
      move.open = true;
      text.value = draft.text;
    }
  }
  for (const move of document.querySelectorAll("details.move")) {
    move.querySelector("form").addEventListener("submit", () => {
      const text = move.querySelector("textarea")?.value;
      if (text) sessionStorage.setItem(key, JSON.stringify({ move: move.id, text }));
    });
  }
}

refreshQueue();
keepDrafts();
offerCopy();
walkByKeys();
openOneMoveAtATime();
