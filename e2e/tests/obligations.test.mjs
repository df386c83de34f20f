// A promise is made in one line, kept late, taken back, renegotiated and broken; trust moves with it and
// shows the promises behind each move. In both languages, once without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  cookies = await page.context().cookies();
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/// Clicks what leads to another page and waits for that page.
async function press(page, locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

/// A page in a language; it is kept with the user, not with the browser.
async function open(language = "bg", options = {}) {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

/// A day so many days from today, as ISO.
function day(days) {
  const date = new Date(Date.now() + days * 24 * 3600 * 1000);
  return date.toISOString().slice(0, 10);
}

const STORIES = [
  {
    language: "bg",
    javaScriptEnabled: true,
    line: `до ${day(9)} да пратим каталог на Хранимир`,
    what: /да пратим каталог/,
    words: { late: /изпълнен след срока/, open: /в сила/, renegotiated: /предоговорен/, broken: /неизпълнен/ },
  },
  {
    language: "en",
    javaScriptEnabled: false,
    line: `We will send a forecast to Хранимир by ${day(9)}`,
    what: /send a forecast/,
    words: { late: /performed late/, open: /open/, renegotiated: /renegotiated/, broken: /broken/ },
  },
];

for (const { language, javaScriptEnabled, line, what, words } of STORIES) {
  test(`a promise made, kept late, taken back, renegotiated and broken (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/obligations/new?line=${encodeURIComponent(line)}`);
      assert.ok((await page.locator(".jotted .piece-day").count()) === 1, "the day is understood");
      assert.match(await page.locator("#client").inputValue(), /^Хранимир/);
      assert.ok(await page.locator("input[name=debtor][value=us]").isChecked(), "we owe");
      assert.match(await page.locator("#what").inputValue(), what);
      // It was promised a while ago and was due last week.
      await page.locator("#made_on").fill(day(-20));
      await page.locator("#due").fill(day(-8));
      await page.locator("#source").fill("договор 14, т. 3");
      await submit(page, "form[method=post][action='/obligations/new'] button.btn-main");
      assert.match(page.url(), /\/accounts\/.*#obligations$/);
      const account = page.url().replace(/[?#].*$/, "");

      await page.goto(`${server.origin}/obligations?state=broken&debtor=us&sort=made`);
      await press(page, page.locator(".step-what a", { hasText: what }).first());
      const promise = page.url();
      const state = page.locator(".page-head p b");
      assert.match(await state.innerText(), words.broken);

      // Done after all: late, with its proof.
      await page.locator("#record #day").fill(day(-2));
      await page.locator("#record #note").fill("товарителница 77");
      await press(page, page.locator("#record button[value=discharge]"));
      assert.match(page.url(), /undo=obligation\./);
      assert.match(await state.innerText(), words.late);
      assert.match(await page.locator("#history .timeline").innerText(), /товарителница 77/);

      // It moved trust, and the page says by which promise.
      await page.goto(`${account}/bond`);
      assert.match(await page.locator("#moves tbody tr").first().innerText(), what);
      assert.match(await page.locator("#behind").innerText(), what);

      // That was a mistake: taken back, it stays broken.
      await page.goto(promise);
      await page.locator("#take-back summary").click();
      await press(page, page.locator("#take-back button.btn"));
      assert.match(await state.innerText(), words.broken);

      // What is broken cannot be renegotiated; what is still open can.
      assert.equal(await page.locator("#renegotiate").count(), 0);
      await page.goto(`${server.origin}/obligations/new?line=${encodeURIComponent(line)}`);
      await submit(page, "form[method=post][action='/obligations/new'] button.btn-main");
      await page.goto(`${server.origin}/obligations?state=open&debtor=us&sort=made`);
      await press(page, page.locator(".step-what a", { hasText: what }).first());
      assert.match(await state.innerText(), words.open);
      await page.locator("#renegotiate summary").click();
      await page.locator("#new_due").fill(day(30));
      await page.locator("#new_note").fill("по тяхна молба");
      await press(page, page.locator("#renegotiate button.btn-main"));
      assert.match(await state.innerText(), words.open);
      const agreed = page.url();
      await press(page, page.locator("main a[href^='/obligations/']", { hasText: /предишен|earlier/ }));
      assert.match(await state.innerText(), words.renegotiated);
      await press(page, page.locator("main a[href^='/obligations/']", { hasText: /нов ангажимент|Another obligation/ }));
      assert.equal(page.url(), agreed);

      // And the new one is given up.
      await press(page, page.locator("#record button[value=cancel]"));
      assert.match(await state.innerText(), words.broken);
      await press(page, page.locator(".notice-done button"));
      assert.match(await state.innerText(), words.open);
    } catch (error) {
      await keepEvidence("a promise", page, server);
      throw error;
    }
    await page.context().close();
  });
}

test("what a line does not say is asked, and what cannot have happened is refused", async () => {
  const page = await open();
  await page.goto(`${server.origin}/obligations/new?line=${encodeURIComponent("мостри за Хранимир до петък")}`);
  assert.equal(await page.locator(".doubts li").count(), 1);
  assert.equal(await page.locator("input[name=debtor]:checked").count(), 0);
  await page.locator("input[name=debtor][value=them]").check();
  await page.locator("#made_on").fill("утре");
  await submit(page, "form[method=post][action='/obligations/new'] button.btn-main");
  assert.equal(await page.locator("#made_on").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("#what").inputValue(), "мостри за Хранимир");
  await page.locator("#made_on").fill(day(-1));
  await page.locator("input[name=gift]").check();
  await submit(page, "form[method=post][action='/obligations/new'] button.btn-main");
  await page.goto(`${server.origin}/obligations?state=gifts&sort=made`);
  await press(page, page.locator(".step-what a", { hasText: "мостри за Хранимир" }).first());
  assert.equal(await page.locator("#record").count(), 0, "nobody owes anything for a gift");
  await page.context().close();
});

test("the client's page, the front page and the calendar show what is owed", async () => {
  const page = await open();
  await page.goto(`${server.origin}/`);
  assert.ok((await page.locator("#promises .obligation").count()) >= 3, "promises due now");
  const first = await page.locator("#promises h3").first().innerText();
  assert.match(first, /Ние дължим/, "ours stand first");
  await press(page, page.locator("#promises .step-what .sub a").first());
  assert.equal(await page.locator("#obligations .trust-meter").count(), 2);
  await checkWidths(page, "client with a bond");
  await checkAccessibility(page, "client with a bond");
  await page.goto(`${server.origin}/obligations/calendar?owner=me`);
  assert.ok((await page.locator("main .obligation").count()) >= 1);
  await press(page, page.locator("a[rel=next]").first());
  assert.match(page.url(), /month=\d{4}-\d{2}/);
  assert.match(page.url(), /owner=me/, "the filter stays");
  await page.context().close();
});

test("the list leaves as a file and comes back as it was", async () => {
  const page = await open();
  const answer = await page.request.get(`${server.origin}/obligations.csv?state=broken`);
  assert.equal(answer.status(), 200);
  const text = (await answer.body()).toString("utf8");
  assert.match(text.split("\r\n")[0], /Клиент/);
  assert.ok(text.split("\r\n").length > 4);
  await page.context().close();
});
