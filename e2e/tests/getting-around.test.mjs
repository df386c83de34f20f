// Getting around: the palette in both alphabets and wrong layouts, the search without script, keys by
// their place, the bar of a phone, the switch that turns single keys off.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoFaults, checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  try {
    await signUp(page, server);
    await submit(page, "form[action='/welcome'] button");
    await settled(page);
    cookies = await page.context().cookies();
  } catch (error) {
    await keepEvidence("getting around: sample", page, server);
    throw error;
  }
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(path, options = {}) {
  const page = await newPage(browser, { cookies, ...options });
  await page.goto(`${server.origin}${path}`);
  return page;
}

/// Types into the palette and waits for what these words find.
async function find(page, words) {
  await page.locator("#palette-words").fill(words);
  await page.waitForFunction(
    (words) => document.querySelector("[data-palette-status]") && document.querySelector("#palette-list").dataset.words === words,
    words,
  );
  return page.locator("#palette-list [role=option]").allInnerTexts();
}

async function openPalette(page) {
  await page.keyboard.press("Control+k");
  await page.locator("#palette[open] [role=option]").first().waitFor();
}

test("the palette finds clients in both alphabets and in a wrong layout, by keyboard alone", async () => {
  const page = await open("/concentration");
  try {
    await openPalette(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), "palette-words");
    await checkAccessibility(page, "palette, empty");
    // БДС keys pressed for „Ракита“ while the layout was Latin.
    for (const words of ["ракита", "rakita", "Раки рит", ",durjd"]) {
      const found = await find(page, words);
      assert.match(found[0] ?? "", /Ракита Ритейл/, `${words}: ${found.join(" | ")}`);
    }
    await checkAccessibility(page, "palette");
    await find(page, "rakita");
    const first = await page.locator('#palette-list [aria-selected="true"]').getAttribute("id");
    assert.equal(await page.locator("#palette-words").getAttribute("aria-activedescendant"), first);
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await page.locator('#palette-list [aria-selected="true"]').getAttribute("id"), first);
    await page.keyboard.press("ArrowUp");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.match(new URL(page.url()).pathname, /^\/accounts\/[0-9a-f-]{36}$/);
    assert.match(await page.locator("h1").innerText(), /Ракита/);
    // What was opened last comes first.
    await openPalette(page);
    assert.match(await page.locator("#palette-list [role=option]").first().innerText(), /Ракита/);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#palette[open]").count(), 0);
    assertNoFaults(page);
  } catch (error) {
    await keepEvidence("palette", page, server);
    throw error;
  }
  await page.context().close();
});

test("the palette leads to pages and begins deeds, also by their words in the other language", async () => {
  const page = await open("/");
  try {
    await openPalette(page);
    assert.match((await find(page, "settings")).join("\n"), /Настройки/);
    assert.match((await find(page, "нов клиент"))[0], /Нов клиент/);
    const deeds = await find(page, "обади се на раки".replace("се на ", ""));
    assert.match(deeds[0], /Запиши разговор с .*Ракита/, deeds.join(" | "));
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.match(new URL(page.url()).pathname, /^\/accounts\/[0-9a-f-]{36}\/interactions\/new$/);
    await openPalette(page);
    assert.match((await find(page, "qqqqqq")).join("\n"), /Търсене/);
    assert.match(await page.locator("#palette-list").innerText(), /Нищо не е намерено/);
    assertNoFaults(page);
  } catch (error) {
    await keepEvidence("palette deeds", page, server);
    throw error;
  }
  await page.context().close();
});

test("search is a page without script, with its own address", async () => {
  const page = await open("/", { javaScriptEnabled: false });
  await page.locator("#search").fill("rakita");
  await Promise.all([page.waitForNavigation(), page.locator("#search").press("Enter")]);
  assert.equal(new URL(page.url()).pathname, "/search");
  assert.match(await page.locator(".found").first().innerText(), /Ракита/);
  await page.goto(`${server.origin}/search?q=qqqqqq`);
  assert.equal(await page.locator(".empty").count(), 1);
  await page.goto(`${server.origin}/search?q=${encodeURIComponent("<script>alert(1)</script>")}`);
  assert.equal(await page.locator("h1").innerText(), "Търсене");
  await page.context().close();
});

test("keys go by their place, lists by j and k, and the sheet says so", async () => {
  const page = await open("/accounts");
  try {
    const row = () => page.evaluate(() => document.activeElement.closest("tr")?.rowIndex ?? -1);
    await page.keyboard.press("KeyJ");
    const first = await row();
    assert.ok(first > 0, "j goes to the first row");
    await page.keyboard.press("KeyJ");
    assert.equal(await row(), first + 1);
    await page.keyboard.press("KeyK");
    assert.equal(await row(), first);
    // A Bulgarian layout sends other letters from the same keys.
    await page.evaluate(() => {
      for (const [code, key] of [["KeyG", "г"], ["KeyP", "з"]]) {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));
      }
    });
    await page.waitForURL("**/people");
    await page.keyboard.press("Shift+Slash");
    assert.equal(await page.locator("#keys[open]").count(), 1);
    await checkAccessibility(page, "sheet of keys");
    const printed = await page.locator("#keys kbd").allInnerTexts();
    const bound = JSON.parse(await page.locator('meta[name="shortcuts"]').getAttribute("content"));
    assert.ok(printed.length >= bound.length, "every bound key is printed");
    for (const chord of ["g m", "g c", "g k", "g p", "g n", "g a", "g d", "g e", "g i", "g j", "g t", "g s", "g h"]) {
      assert.ok(printed.includes(chord), `${chord} is printed`);
    }
    await page.keyboard.press("KeyJ");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#keys[open]").count(), 0);
    assertNoFaults(page);
  } catch (error) {
    await keepEvidence("keys", page, server);
    throw error;
  }
  await page.context().close();
});

test("single keys can be turned off and on again, and Ctrl K stays", async () => {
  const page = await open("/help#shortcuts");
  await submit(page, "#shortcuts button[name=keys][value=off]");
  await page.goto(`${server.origin}/accounts`);
  await page.keyboard.press("KeyG");
  await page.keyboard.press("KeyP");
  await page.waitForTimeout(300);
  assert.equal(new URL(page.url()).pathname, "/accounts", "single keys do nothing");
  await openPalette(page);
  await page.keyboard.press("Escape");
  await page.goto(`${server.origin}/help`);
  await submit(page, "#shortcuts button[name=keys][value=on]");
  await page.goto(`${server.origin}/accounts`);
  await page.keyboard.press("KeyG");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("KeyP")]);
  assert.equal(new URL(page.url()).pathname, "/people");
  await page.context().close();
});

test("a phone has five places below, and the rest behind the fifth, also without script", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open("/journal", { width: 360, javaScriptEnabled });
    const shown = await page.locator(".rail > ul > li:visible").count();
    assert.equal(shown, 5);
    await page.locator(".rail .more summary").click();
    await checkWidths(page, "bottom bar open", [360]);
    const link = page.locator(".more .menu-panel a", { hasText: "Концентрация" });
    const box = await link.boundingBox();
    assert.ok(box.height >= 44, `a target for a finger: ${box.height}`);
    await Promise.all([page.waitForNavigation(), link.click()]);
    assert.equal(new URL(page.url()).pathname, "/concentration");
    await page.context().close();
  }
});
