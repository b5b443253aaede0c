// Everything works without this file. It adds: brushing the timeline, keys in the queue, places while typing, a live map.

const root = document.documentElement;

function brush(box) {
  const svg = box.querySelector("svg.timeline");
  const bars = [...box.querySelectorAll("a[data-from]")];
  if (!svg || bars.length < 2) return;
  const at = (x) => {
    const near = bars.map((bar) => {
      const { left, width } = bar.getBoundingClientRect();
      return Math.abs(left + width / 2 - x);
    });
    return near.indexOf(Math.min(...near));
  };
  let start = null;
  let shade = null;
  const ends = (x) => {
    const [a, b] = [at(start), at(x)].sort((one, two) => one - two);
    return [bars[a], bars[b]];
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) start = event.clientX;
  });
  window.addEventListener("pointermove", (event) => {
    if (start === null || Math.abs(event.clientX - start) < 6) return;
    event.preventDefault();
    if (!shade) {
      shade = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      shade.setAttribute("class", "brush");
      svg.append(shade);
    }
    const whole = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / whole.width;
    const [first, last] = ends(event.clientX).map((bar) => bar.getBoundingClientRect());
    shade.setAttribute("x", (first.left - whole.left) * scale);
    shade.setAttribute("width", Math.max(last.right - first.left, 1) * scale);
    shade.setAttribute("y", 8);
    shade.setAttribute("height", svg.viewBox.baseVal.height - 32);
  });
  window.addEventListener("pointerup", (event) => {
    if (shade) {
      const [first, last] = ends(event.clientX);
      location.href = box.dataset.link.replace("FROM", first.dataset.from).replace("TO", last.dataset.to);
    }
    start = null;
  });
  svg.addEventListener("click", (event) => shade && event.preventDefault(), true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}

function keys(item) {
  const off = "tocsin-keys-off";
  const told = item.querySelector(".keys");
  const say = () => {
    told.textContent = "";
    const button = document.createElement("button");
    button.className = "quiet";
    button.type = "button";
    button.textContent = localStorage.getItem(off) ? "Turn single keys on" : "Turn single keys off";
    button.addEventListener("click", () => {
      localStorage.getItem(off) ? localStorage.removeItem(off) : localStorage.setItem(off, "1");
      say();
    });
    told.append(button);
  };
  say();
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, button, a, summary");
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(off)) return;
    if (typing && (typing.matches("input, textarea, select") || event.key === " ")) return;
    if (event.key === "?") {
      item.querySelector("#help").toggleAttribute("open");
      return;
    }
    const key = event.key === " " ? "j" : event.key;
    const target = item.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
  });
}

function places(list) {
  const input = document.querySelector(`input[list="${list.id}"]`);
  const cell = input.form.elements.cell;
  const fixed = [...list.children];
  let waiting = 0;
  const offer = async () => {
    if (cell.value !== "place") {
      list.replaceChildren(...(cell.value === "action" ? fixed : []));
      return;
    }
    if (input.value.length < 2 || input.value.includes("[#")) return;
    const asked = input.value;
    const answer = await fetch(`${list.dataset.places}?q=${encodeURIComponent(asked)}`);
    if (!answer.ok || asked !== input.value) return;
    const found = await answer.json();
    list.replaceChildren(
      ...found.places.map((place) => {
        const option = document.createElement("option");
        option.value = place.label;
        return option;
      }),
    );
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, 150);
  };
  input.addEventListener("input", soon);
  cell.addEventListener("change", soon);
  offer();
}

if (document.querySelector("#timeline")) brush(document.querySelector("#timeline"));
if (document.querySelector(".queue-item")) keys(document.querySelector(".queue-item"));
if (document.querySelector("datalist[data-places]")) places(document.querySelector("datalist[data-places]"));
const map = document.querySelector("#map");
if (map) {
  import("./map.js").then(
    ({ live }) => live(map),
    () => root.setAttribute("data-map", "drawn"),
  );
}
