// What makes the pages better; without it everything is there all the same.
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const one = (selector) => document.querySelector(selector);
  const plain = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/['’‘`]/g, "").toLowerCase();

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  }

  // The way to a municipality.
  const find = one("#zoek-gemeente");
  if (find) {
    // The list of all members is copied where it stands on the page already.
    const list = one("#treffers");
    if (!list.children.length)
      document.querySelectorAll(".members li").forEach((item) => list.append(item.cloneNode(true)));
    const items = Array.from(list.children).map((item) => ({
      item,
      link: item.querySelector("a"),
      text: plain(item.querySelector("a").textContent + " / " + (item.dataset.a || "")),
    }));
    const status = one("#gevonden");
    const hits = () => {
      const wanted = plain(find.value.trim());
      if (!wanted) return [];
      const found = items.filter((entry) => entry.text.includes(wanted));
      const starts = (entry) => entry.text.split(" / ").some((name) => name.trim().startsWith(wanted));
      return found.filter(starts).concat(found.filter((entry) => !starts(entry)));
    };
    const show = () => {
      const found = hits();
      items.forEach((entry) => (entry.item.hidden = true));
      found.slice(0, 8).forEach((entry) => {
        entry.item.hidden = false;
        list.append(entry.item);
      });
      const count = found.length;
      status.textContent = !find.value.trim()
        ? ""
        : count === 0
          ? find.dataset.none
          : count === 1
            ? find.dataset.one
            : fill(find.dataset.many, { count });
    };
    find.addEventListener("input", show);
    find.addEventListener("keydown", (event) => {
      const found = hits();
      if (event.key === "Enter" && found.length) {
        event.preventDefault();
        window.location.href = found[0].link.href;
      }
    });
    window.addEventListener("pageshow", show);
  }

  // The table of all members.
  const table = one("#leden");
  if (table) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows).map((row, place) => ({
      row,
      place,
      keys: row.dataset.k.split(" "),
      name: plain(row.cells[0].textContent),
      votes: Number(row.cells[2].textContent.replace(/\D/g, "")),
    }));
    const search = one("#zoek");
    const filters = ["#filter-provincie", "#filter-keuze", "#filter-stemmen"].map(one);
    const status = one("#getoond");
    const written = new Intl.NumberFormat(status.dataset.lang);
    const filter = () => {
      const wanted = plain(search.value.trim());
      let members = 0;
      let votes = 0;
      rows.forEach((entry) => {
        const shown =
          entry.name.includes(wanted) &&
          filters.every((choice, place) => !choice.value || entry.keys[place] === choice.value);
        entry.row.hidden = !shown;
        if (shown) {
          members += 1;
          votes += entry.votes;
        }
      });
      status.textContent = fill(status.dataset.text, {
        members: written.format(members),
        all: written.format(rows.length),
        votes: written.format(votes),
      });
    };
    search.addEventListener("input", filter);
    filters.forEach((choice) => choice.addEventListener("change", filter));
    one("#wis").addEventListener("click", () => {
      [search, ...filters].forEach((control) => (control.value = ""));
      filter();
    });
    // Also after the way back, when the browser has filled in the fields again.
    window.addEventListener("pageshow", filter);

    const heads = Array.from(table.tHead.rows[0].cells);
    const sort = (column, way) => {
      const kind = heads[column].dataset.sort;
      const by = (entry) =>
        kind === "name" ? entry.place : kind === "number" ? entry.votes : entry.row.cells[column].textContent;
      rows
        .slice()
        .sort((a, b) => {
          const [x, y] = [by(a), by(b)];
          return (x < y ? -way : x > y ? way : 0) || a.place - b.place;
        })
        .forEach((entry) => body.append(entry.row));
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      heads[column].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    };
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const first = head.dataset.sort === "number" ? -1 : 1;
        sort(column, now === null ? first : now === "ascending" ? -1 : 1);
      });
      head.textContent = "";
      head.append(button);
    });
    heads[0].setAttribute("aria-sort", "ascending");

    // The picture tells whom one points at, and leads to it.
    const said = one("#kaart-lid");
    const picture = one("#kaart .cartogram");
    picture.addEventListener("pointerover", (event) => {
      const title = event.target.querySelector && event.target.querySelector(":scope > title");
      if (event.target.dataset && event.target.dataset.g && title) said.textContent = title.textContent;
    });
    picture.addEventListener("click", (event) => {
      const code = event.target.dataset && event.target.dataset.g;
      if (code) window.location.href = "../lid/" + code + ".html";
    });
  }
})();
