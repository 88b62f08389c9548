// Adds filtering, sorting, "go to" and neighbours in drawings. Every page reads well without it.
// Strangers' words are only ever compared or set as text, never as markup.
"use strict";

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// Go to: a number, a handle, a surface or words.
const goto = one("form.goto");
if (goto) {
  const field = one("input", goto);
  let index = null;
  const load = async () => (index ??= await (await fetch(goto.dataset.index)).json());
  const plain = (text) => text.trim().toLowerCase();
  goto.addEventListener("submit", async (event) => {
    const wanted = plain(field.value);
    if (!wanted) return;
    event.preventDefault();
    let target = "";
    try {
      const entries = await load();
      const bare = wanted.replace(/^[@#]/, "");
      const exact = entries.find(([names]) => names.some((n) => n === wanted || n === bare));
      if (exact) target = new URL(`../${exact[1]}`, new URL(goto.dataset.index, location.href)).href;
    } catch { /* without the index the list of proposals answers */ }
    location.href = target || `${goto.getAttribute("action")}?q=${encodeURIComponent(field.value.trim())}`;
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|select|textarea)$/i.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    }
  });
}

// The list of proposals: the query holds the whole state.
const form = one("#filter");
const table = one("#rows");
if (form && table) {
  const body = one("tbody", table);
  const rows = all("tr", body);
  const keys = ["status", "owner", "next", "conflicts", "track", "area", "open", "turn"];
  const state = new URLSearchParams(location.search);
  const shards = new Map();
  let order = state.get("sort") || "";

  const shard = async (word) => {
    const name = word.slice(0, 2).replace(/[^a-z0-9]/g, "_");
    if (!shards.has(name)) {
      shards.set(name, fetch(`${table.dataset.shards}${name}.json`).then((r) => (r.ok ? r.json() : {}), () => ({})));
    }
    const words = await shards.get(name);
    const found = new Set();
    for (const [known, ids] of Object.entries(words)) {
      if (known.startsWith(word)) ids.forEach((id) => found.add(`p${id}`));
    }
    return found;
  };

  const matchesWords = async (query) => {
    const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
    const sets = await Promise.all(wanted.map((w) => {
      const word = w.replace(/^@/, "").replace(/[^a-z0-9_]/g, "");
      return word.length > 1 ? shard(word) : Promise.resolve(new Set());
    }));
    return (row) => wanted.every((w, i) => row.textContent.toLowerCase().includes(w) || sets[i].has(row.id));
  };

  const filter = async () => {
    const hasWords = await matchesWords(state.get("q") || "");
    let shown = 0;
    for (const row of rows) {
      const fits = keys.every((key) => {
        const wanted = state.get(key);
        return !wanted || (row.dataset[key] || "").split(key === "conflicts" ? " " : "\n").includes(wanted);
      });
      row.hidden = !(fits && hasWords(row));
      shown += row.hidden ? 0 : 1;
    }
    one("#empty").hidden = shown > 0;
    const unknown = all("select", form).filter((s) => state.get(s.name) && s.value !== state.get(s.name));
    const silent = ["open", "turn"].filter((key) => state.get(key));
    const note = silent.map((key) => ` Only ${key}: ${state.get(key).replace(/-/g, " ")}.`).join("")
      + unknown.map((s) => ` No such ${s.name}: ${state.get(s.name)}.`).join("");
    one("#clear").hidden = shown === rows.length;
    one("#count").textContent = (shown === rows.length
      ? `Showing all ${rows.length}` : `Showing ${shown} of ${rows.length}`)
      + (order ? `, by ${order.replace(/^-/, "")}${order[0] === "-" ? ", highest first" : ""}.` : ", highest number first.") + note;
  };

  const read = () => {
    for (const control of all("select, input", form)) {
      if (control.value) state.set(control.name, control.value);
      else if (control.tagName === "INPUT" || !state.get(control.name) || control.dataset.touched) state.delete(control.name);
    }
    const query = state.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    filter();
  };

  const heads = all("thead th", table);
  const value = (row, column) => {
    const text = row.children[column].textContent.trim();
    const number = text.match(/\d+/);
    return [0, 5].includes(column) && number ? Number(number[0]) : text.toLowerCase();
  };
  const sort = () => {
    const name = order.replace(/^-/, "");
    const column = heads.findIndex((head) => head.dataset.sort === name);
    heads.forEach((head, i) => (i === column ? head.setAttribute("aria-sort", order[0] === "-" ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
    if (column < 0) { heads[0].setAttribute("aria-sort", "descending"); rows.forEach((row) => body.append(row)); return; }
    const direction = order[0] === "-" ? -1 : 1;
    const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en"));
    [...rows].sort((a, b) => direction * compare(value(a, column), value(b, column))).forEach((row) => body.append(row));
  };
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      order = order === head.dataset.sort ? `-${head.dataset.sort}` : head.dataset.sort;
      state.set("sort", order);
      sort();
      read();
    });
  }

  for (const control of all("select, input", form)) {
    if (state.get(control.name)) control.value = state.get(control.name);
    control.addEventListener("input", () => { control.dataset.touched = "yes"; read(); });
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); read(); });
  if (order) sort();
  filter();
}

// Drawings: what a node is joined to stands out while it is pointed at or focused.
for (const drawing of all("svg.gr")) {
  const light = (node) => {
    const key = node.dataset.key;
    const near = new Set([key]);
    for (const line of all("path[data-ends]", drawing)) {
      const ends = line.dataset.ends.split(" ");
      const is = ends.includes(key);
      line.classList.toggle("near", is);
      if (is) ends.forEach((end) => near.add(end));
    }
    all("a.nd", drawing).forEach((other) => other.classList.toggle("near", near.has(other.dataset.key)));
    drawing.classList.add("lit");
  };
  const dark = () => drawing.classList.remove("lit");
  for (const node of all("a.nd", drawing)) {
    node.addEventListener("pointerenter", () => light(node));
    node.addEventListener("focus", () => light(node));
    node.addEventListener("pointerleave", dark);
    node.addEventListener("blur", dark);
  }
}

// In a local preview: load again when the server has built anew.
const live = document.body.dataset.live;
if (live) {
  let epoch = 0;
  const poll = async () => {
    try {
      const now = Number(await (await fetch(`/livereload/${epoch}/0`)).text());
      if (epoch && now > epoch) location.reload();
      epoch = now;
      poll();
    } catch { setTimeout(poll, 2000); }
  };
  poll();
}
