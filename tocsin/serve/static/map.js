// MapLibre over the drawn map, where the browser can: the same circles, to be moved and zoomed.

const root = document.documentElement;
const KM_IN_DEGREE = 111.2;

function script(address) {
  return new Promise((done, failed) => {
    const tag = document.createElement("script");
    tag.src = address;
    tag.onload = done;
    tag.onerror = failed;
    document.head.append(tag);
  });
}

function ring(place) {
  const points = [];
  const stretch = Math.max(Math.cos((place.lat * Math.PI) / 180), 0.1);
  const reach = Math.max(place.radius_km, 0.5) / KM_IN_DEGREE;
  for (let step = 0; step <= 48; step += 1) {
    const angle = (step / 48) * 2 * Math.PI;
    points.push([place.lon + (Math.cos(angle) * reach) / stretch, place.lat + Math.sin(angle) * reach]);
  }
  return points;
}

const WIDE = ["province", "region", "country", "supranational"];

function features(places) {
  return places.flatMap((place) => {
    const properties = { place: place.place, events: place.events, wide: WIDE.includes(place.level) };
    const area = { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring(place)] } };
    const point = { type: "Feature", properties, geometry: { type: "Point", coordinates: [place.lon, place.lat] } };
    return properties.wide ? [area] : [area, point];
  });
}

function style(colours, borders, places, tiles) {
  const is = (kind) => ["==", ["get", "is"], kind];
  const circles = { type: "geojson", data: { type: "FeatureCollection", features: features(places) } };
  const sources = { borders: { type: "geojson", data: borders }, circles };
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": colours.sea } },
    { id: "land", type: "fill", source: "borders", filter: is("country"), paint: { "fill-color": colours.land } },
    { id: "coast", type: "line", source: "borders", filter: is("country"), paint: { "line-color": colours.border, "line-width": 0.5 } },
    { id: "border", type: "line", source: "borders", filter: is("border"), paint: { "line-color": colours.border, "line-width": 1.2 } },
    { id: "disputed", type: "line", source: "borders", filter: is("disputed"), paint: { "line-color": colours.dim, "line-width": 1.5, "line-dasharray": [3, 2] } },
    { id: "reach", type: "fill", source: "circles", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colours.accent, "fill-opacity": ["case", ["get", "wide"], 0.05, 0.14] } },
    { id: "edge", type: "line", source: "circles", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": colours.accent, "line-opacity": 0.6 } },
    { id: "dot", type: "circle", source: "circles", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": colours.accent, "circle-opacity": 0.75, "circle-stroke-color": colours.card, "circle-stroke-width": 1, "circle-radius": ["min", 16, ["+", 4, ["*", 2.2, ["log2", ["get", "events"]]]]] } },
  ];
  if (tiles) {
    sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
    layers.splice(1, 1, { id: "tiles", type: "raster", source: "tiles" });
  }
  return { version: 8, sources, layers };
}

// Names are drawn as pictures: text in a canvas is shaped by the browser, so that Arabic reads the right way round.
function label(map, place, colours) {
  const name = `name-${place.place}`;
  if (map.hasImage(name)) return name;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const font = "600 24px system-ui, sans-serif";
  pen.font = font;
  canvas.width = Math.min(Math.ceil(pen.measureText(place.place).width) + 12, 800);
  canvas.height = 34;
  pen.font = font;
  pen.lineWidth = 5;
  pen.lineJoin = "round";
  pen.strokeStyle = colours.land;
  pen.fillStyle = colours.ink;
  pen.strokeText(place.place, 6, 25);
  pen.fillText(place.place, 6, 25);
  map.addImage(name, pen.getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: 2 });
  return name;
}

function labels(map, places, colours) {
  const features = places.slice(0, 40).map((place) => ({
    type: "Feature",
    properties: { image: label(map, place, colours), wide: WIDE.includes(place.level), order: -place.events },
    geometry: { type: "Point", coordinates: [place.lon, place.lat] },
  }));
  map.addSource("names", { type: "geojson", data: { type: "FeatureCollection", features } });
  map.addLayer({
    id: "names",
    type: "symbol",
    source: "names",
    layout: {
      "icon-image": ["get", "image"],
      "icon-anchor": ["case", ["get", "wide"], "center", "left"],
      "icon-offset": ["case", ["get", "wide"], ["literal", [0, 0]], ["literal", [12, 0]]],
      "symbol-sort-key": ["get", "order"],
    },
  });
}

function bounds(places) {
  const near = places.filter((place) => !["region", "country", "supranational"].includes(place.level));
  const shown = near.length ? near : places;
  const reach = (place) => Math.min(place.radius_km, 400) / KM_IN_DEGREE + 0.6;
  return [
    [Math.min(...shown.map((p) => p.lon - reach(p))), Math.max(-80, Math.min(...shown.map((p) => p.lat - reach(p))))],
    [Math.max(...shown.map((p) => p.lon + reach(p))), Math.min(80, Math.max(...shown.map((p) => p.lat + reach(p))))],
  ];
}

function can() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2"));
}

export async function live(box) {
  if (!can()) {
    root.setAttribute("data-map", "drawn");
    return;
  }
  const [found, borders] = await Promise.all([
    fetch(box.dataset.places).then((answer) => answer.json()),
    fetch("/borders.json").then((answer) => answer.json()),
    script("/maplibre/maplibre-gl.js"),
  ]);
  if (!found.places.length) {
    root.setAttribute("data-map", "drawn");
    return;
  }
  const colour = getComputedStyle(root);
  const colours = Object.fromEntries(
    ["sea", "land", "border", "dim", "accent", "card", "ink"].map((name) => [name, colour.getPropertyValue(`--${name}`).trim()]),
  );
  const inner = document.createElement("div");
  box.append(inner);
  const map = new window.maplibregl.Map({
    container: inner,
    style: style(colours, borders, found.places, box.dataset.tiles),
    bounds: bounds(found.places),
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    maxZoom: 11,
  });
  map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }));
  map.on("load", () => labels(map, found.places, colours));
  map.on("idle", () => {
    box.classList.add("live");
    root.setAttribute("data-map", "ready");
  });
  map.on("error", () => root.setAttribute("data-map", "drawn"));
  const at = (event) => map.queryRenderedFeatures(event.point, { layers: ["dot", "reach"] })[0];
  map.on("click", (event) => {
    const feature = at(event);
    if (feature) location.href = box.dataset.link.replace("PLACE", encodeURIComponent(feature.properties.place));
  });
  map.on("mousemove", (event) => {
    const feature = at(event);
    map.getCanvas().style.cursor = feature ? "pointer" : "";
    map.getCanvas().title = feature ? `${feature.properties.place}: ${feature.properties.events}` : "";
  });
}
