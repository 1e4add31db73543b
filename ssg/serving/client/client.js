// What `ssg serve` adds to each page: livereload's client, with a plugin that knows what this page shows.

import { Overlay } from "./overlay.js";

const ROOM = "/.ssg-serve/";
const PROBLEMS = `${ROOM}problems.json`;
const PAGE = `${ROOM}page`;

const build = new URL(import.meta.url).searchParams.get("build");
const overlay = new Overlay(PROBLEMS);

// A path is sent as the file is named, so it is encoded here as addresses are.
function addressOf(path) {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), location.origin).href;
}

function shows(path) {
  const wanted = addressOf(path);
  const isIt = (address) => address.split(/[?#]/, 1)[0] === wanted;
  const linked = [...document.querySelectorAll("link[rel~=stylesheet], link[rel~=icon], script[src], img[src]")];
  return (
    linked.some((element) => isIt(element.href || element.src)) ||
    performance.getEntriesByType("resource").some((entry) => isIt(entry.name))
  );
}

// livereload.js swaps pictures of three older kinds, and loads the page again for all others.
function isSwapped(path) {
  if (!/\.(avif|ico|svg|webp)$/i.test(path)) {
    return false;
  }
  const wanted = addressOf(path);
  const attributes = { IMG: "src", LINK: "href" };
  const pictures = [...document.querySelectorAll("img[src], link[rel~=icon]")].filter(
    (element) => element[attributes[element.tagName]].split(/[?#]/, 1)[0] === wanted,
  );
  for (const picture of pictures) {
    picture[attributes[picture.tagName]] = `${wanted}?livereload=${Date.now()}`;
  }
  return pictures.length > 0;
}

// livereload.js asks its plugins before it reloads anything; true means that there is nothing left to do.
window.LiveReloadPluginSsg = class {
  static identifier = "ssg";
  static version = "1";

  analyze() {
    return { build };
  }

  reload(path) {
    if (path === PROBLEMS) {
      overlay.refresh();
      return true;
    }
    return path !== PAGE && (!shows(path) || isSwapped(path));
  }
};

document.addEventListener("LiveReloadConnect", () => overlay.setConnected(true));
document.addEventListener("LiveReloadDisconnect", () => overlay.setConnected(false));

// Its options stand in its address. By itself it would look for port 35729 where the address names none.
const port = location.port || (location.protocol === "https:" ? 443 : 80);
const script = document.createElement("script");
script.src = `${ROOM}livereload.js?host=${location.hostname}&port=${port}&mindelay=500&maxdelay=2000`;
document.head.append(script);
