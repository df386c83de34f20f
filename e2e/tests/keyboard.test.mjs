// Without a mouse: a line is jotted down, a step is done and taken back, a client is found, changed,
// removed and brought back, by keys alone. Shortcuts are physical keys, so a Bulgarian layout works.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoFaults, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

/// More stops than any page has.
const STOPS_MAX = 250;

let server, browser, page;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  await page.goto(`${server.origin}/`);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

function keys(name, work) {
  test(name, async () => {
    try {
      await work();
      assertNoFaults(page);
    } catch (error) {
      await keepEvidence(name, page, server);
      throw error;
    }
  });
}

/// Goes on with Tab until what has the focus answers to the selector; it must then be seen.
async function tabTo(selector) {
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    const there = await page.evaluate((wanted) => {
      const one = document.activeElement;
      if (!one?.matches(wanted)) return "elsewhere";
      const box = one.getBoundingClientRect();
      const outline = getComputedStyle(one);
      const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
      const marked = outline.outlineStyle !== "none" || outline.boxShadow !== "none";
      return seen && marked ? "there" : "unseen";
    }, selector);
    if (there === "there") return;
    assert.notEqual(there, "unseen", `${selector} has the focus and cannot be seen`);
    await page.keyboard.press("Tab");
  }
  assert.fail(`no way to ${selector} by Tab on ${page.url()}`);
}

async function press(key) {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

async function chord(first, second) {
  await page.keyboard.press(first);
  await press(second);
}

keys("a line is written down", async () => {
  await press("Equal");
  assert.equal(new URL(page.url()).pathname, "/add");
  await tabTo("#line");
  await page.keyboard.type("обадих се на Хранимир, искат мостри, да пратя до петък");
  await press("Enter");
  await tabTo("#summary");
  await press("Control+Enter");
  assert.match(page.url(), /\/accounts\//);
  assert.match(await page.locator("#timeline .happenings li").first().innerText(), /мостри/);
});

keys("a step is done and taken back", async () => {
  await chord("KeyG", "KeyN");
  assert.equal(new URL(page.url()).pathname, "/next-steps");
  await tabTo("form[action$='/done'] button");
  await press("Enter");
  assert.match(page.url(), /undo=/);
  await press("KeyU");
  assert.doesNotMatch(page.url(), /undo=/);
});

keys("a client is found, changed, removed and brought back", async () => {
  await page.keyboard.press("Control+KeyK");
  await page.keyboard.type("Хранимир");
  await page.locator("dialog[open] a").first().waitFor();
  await press("Enter");
  assert.match(page.url(), /\/accounts\/[0-9a-f-]+$/);
  const client = new URL(page.url()).pathname;
  const name = await page.locator("h1").first().innerText();

  await tabTo(`a[href='${client}/edit']`);
  await press("Enter");
  await tabTo("#f-city");
  await page.keyboard.press("Control+KeyA");
  await page.keyboard.type("Троян");
  await press("Control+Enter");
  assert.equal(new URL(page.url()).pathname, client);

  await tabTo("details:has(form[action$='/delete']) > summary");
  await page.keyboard.press("Enter");
  await tabTo("form[action$='/delete'] button");
  await press("Enter");
  assert.equal(new URL(page.url()).pathname, "/accounts");
  await press("KeyU");
  await page.goto(`${server.origin}${client}`);
  assert.equal(await page.locator("h1").first().innerText(), name);
  assert.match(await page.locator("main").innerText(), /Троян/);
});

keys("the menu of the user leads to the trash and to what was done last", async () => {
  await page.goto(`${server.origin}/`);
  for (const path of ["/recent", "/trash"]) {
    await tabTo(".topbar details.menu > summary");
    await page.keyboard.press("Enter");
    await tabTo(`.menu-panel a[href='${path}']`);
    await press("Enter");
    assert.equal(new URL(page.url()).pathname, path);
  }
});
