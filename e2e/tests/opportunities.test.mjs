// An opportunity from a prospect to sales: written down, moved on the board by menu and by dragging, lost with its reason
// where all that was lost stands, opened again and won; its prospect becomes a client and the opportunity goes with it.
// In both languages, with script and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await settled(page);
  cookies = await page.context().cookies();
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/// A page in a language; it is kept with the user, not with the browser.
async function open(language, options = {}) {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/opportunities`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

/// Takes a step on the page of an opportunity.
async function step(page, values) {
  const details = page.locator("#move");
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  for (const [field, value] of Object.entries(values)) {
    const input = page.locator(`#f-${field}`);
    if ((await input.evaluate((one) => one.tagName)) === "SELECT") await input.selectOption(value);
    else await input.fill(value);
  }
  await submit(page, "#move form button.btn-main");
}

const STORIES = [
  {
    language: "bg",
    javaScriptEnabled: true,
    prospect: "Пекарна Зора: нова фурна до гарата",
    name: "Фурна за втория цех",
    words: { lost: /изгубена/, price: /цена/, won: /спечелена/, unknown: /неизвестно/, becomes: /още не е клиент/, notConfirmed: /няма ред/ },
  },
  {
    language: "en",
    javaScriptEnabled: false,
    prospect: "Dawn Bakery - a new oven by the station",
    name: "An oven for the second hall",
    words: { lost: /lost/, price: /price/, won: /won/, unknown: /unknown/, becomes: /no client in the book yet/, notConfirmed: /no line of this client/ },
  },
];

for (const { language, javaScriptEnabled, prospect, name, words } of STORIES) {
  test(`an opportunity of a prospect is lost, opened again, won, and goes with the client (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/prospects/capture`);
      await page.locator("#line").fill(prospect);
      await submit(page, "form[action='/prospects/capture'] button.btn-main");
      const lead = page.url();
      await Promise.all([page.waitForEvent("load"), page.locator("#opportunities a.btn").click()]);
      assert.match(page.url(), /\/opportunities\/new\?prospect=/);
      // An upper end below the lower one is refused where it stands, and nothing typed is lost.
      await page.locator("#f-name").fill(name);
      await page.locator("#f-value_low").fill("22000");
      await page.locator("#f-value_high").fill("18000");
      await submit(page, "form[action='/opportunities/new'] button.btn-main");
      assert.equal(await page.locator("#f-value_high").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#f-name").inputValue(), name);
      await page.locator("#f-value_low").fill("18000");
      await page.locator("#f-value_high").fill("22000");
      await submit(page, "form[action='/opportunities/new'] button.btn-main");
      assert.match(page.url(), /\/opportunities\/[0-9a-f-]{36}$/);
      const address = page.url();
      assert.equal((await page.locator("h1").innerText()).trim(), name);
      assert.match(await page.locator("#facts").innerText(), /18.000.*22.000/);
      await step(page, { move_stage: "lost", move_reason: "price", move_reason_source: "client" });
      assert.match(await page.locator(".page-head").innerText(), words.lost);
      assert.match(await page.locator("#facts").innerText(), words.price);
      assert.equal(await page.locator("#f-move_stage option[value=won]").count(), 0, "what has ended is opened first");
      await step(page, { move_stage: "negotiating" });
      await step(page, { move_stage: "won" });
      assert.match(await page.locator(".page-head").innerText(), words.won);
      assert.match(await page.locator("main").innerText(), words.becomes);
      assert.equal(await page.locator("#history li").count(), 4);
      await Promise.all([page.waitForEvent("load"), page.locator("a[href$='#win']").click()]);
      assert.equal(page.url().split("#")[0], lead);
      if ((await page.locator("#win").getAttribute("open")) === null) await page.locator("#win summary").click();
      await submit(page, "#win form button.btn-main");
      await page.goto(address);
      await Promise.all([page.waitForEvent("load"), page.locator(".page-head p a").click()]);
      assert.match(page.url(), /\/accounts\/[0-9a-f-]{36}/);
      assert.match(await page.locator("#opportunities").innerText(), new RegExp(name));
      assert.match(await page.locator("#competitors").innerText(), new RegExp(name), "it stands among what was won");
      await page.goto(address);
      assert.match(await page.locator("main").innerText(), words.notConfirmed);
      await checkWidths(page, "opportunity");
      await checkAccessibility(page, "opportunity");
      await page.goto(`${server.origin}/journal?kind=opportunity`);
      assert.match(await page.locator("main").innerText(), new RegExp(name));
    } catch (error) {
      await keepEvidence("opportunity", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });
}

test("a card is moved on the board by its menu and by dragging; an end is asked why", async () => {
  const page = await open("bg");
  try {
    await page.goto(`${server.origin}/opportunities/new`);
    await page.locator("#f-name").fill("Вода за залите");
    await submit(page, "form[action='/opportunities/new'] button.btn-main");
    const address = page.url();
    await page.goto(`${server.origin}/opportunities/board`);
    await page.setViewportSize({ width: 1700, height: 1000 });
    const card = (stage) => page.locator(`[data-stage=${stage}] .board-card`).filter({ hasText: "Вода за залите" });
    await card("identified").locator("select").selectOption("engaged");
    await Promise.all([page.waitForEvent("load"), card("identified").locator("form button").click()]);
    assert.equal(await card("engaged").count(), 1);
    await Promise.all([page.waitForEvent("load"), card("engaged").dragTo(page.locator("[data-stage=offered] h2"), { sourcePosition: { x: 6, y: 6 } })]);
    assert.equal(await card("offered").count(), 1);
    await card("offered").dragTo(page.locator("[data-stage=lost] h2"), { sourcePosition: { x: 6, y: 6 } });
    await page.waitForURL(`${address}#move`);
    await page.goto(`${server.origin}/opportunities/board`);
    await checkWidths(page, "board");
    await checkAccessibility(page, "board");
    await page.goto(`${server.origin}/opportunities/pipeline`);
    assert.match(await page.locator("#open").innerText(), /Една отворена сделка/);
    await checkWidths(page, "pipeline");
    await checkAccessibility(page, "pipeline");
    await page.goto(`${server.origin}/opportunities?stage=open&sort=name`);
    assert.match(await page.locator("main table").innerText(), /Вода за залите/);
    const sheet = await page.request.get(`${server.origin}/opportunities.csv?stage=open`);
    assert.match(await sheet.text(), /Вода за залите/);
  } catch (error) {
    await keepEvidence("opportunities-board", page, server);
    throw error;
  } finally {
    await page.context().close();
  }
});
