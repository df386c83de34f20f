// Terms above the firm's limits wait, the director approves and they bind; a change makes another version and
// waits again. A clause missed in the sample's deliveries has opened a promise; a day of notice that is near
// stands in the morning. In both languages, once without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, colleague, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

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

/// A page in a language; it is kept with the user, not with the browser.
async function open(language = "bg", options = {}) {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  return page;
}

async function press(page, locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

const STORIES = [
  {
    language: "bg",
    javaScriptEnabled: true,
    number: "Т-1",
    words: { waits: /чакат търговския директор/, discount: /Отстъпка|отстъпка/, wait: /не се предлага/, force: /в сила/, breached: /нарушен/, notice: /предизвестие/, reason: /Причина/ },
  },
  {
    language: "en",
    javaScriptEnabled: false,
    number: "T-2",
    words: { waits: /wait for the commercial director/, discount: /discount/, wait: /neither offered/, force: /in force/, breached: /breached/, notice: /notice/, reason: /Reason/ },
  },
];

for (const { language, javaScriptEnabled, number, words } of STORIES) {
  test(`terms above the limits wait until the director approves them (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      // From the client's page.
      await page.goto(`${server.origin}/key-accounts`);
      await press(page, page.locator("main table tbody th[scope=row] a").first());
      await press(page, page.locator("#agreements a[href^='/agreements/new']"));
      await page.locator("#number").fill(number);
      await page.locator("#title").fill("Нови условия");
      await page.locator("#discount").fill("15");
      await page.locator("#clause0_text").fill("Редовете идват в срок");
      await page.locator("#clause0_metric").selectOption("on_time_lines");
      await page.locator("#clause0_target").fill("много");
      await press(page, page.locator("form[action='/agreements/new'] button.btn-main"));
      assert.equal(await page.locator("#clause0_target").inputValue(), "много", "what was typed stays");
      await page.locator("#clause0_target").fill("90");
      await press(page, page.locator("form[action='/agreements/new'] button.btn-main"));
      const there = page.url();
      assert.match(there, /\/agreements\/[0-9a-f-]{36}$/);
      assert.match(await page.locator("#approval h2").innerText(), words.waits);
      assert.match(await page.locator("#approval ul").innerText(), words.discount);
      assert.equal(await page.locator("#approval form").count(), 0, "nobody decides about their own");
      await press(page, page.locator("form[action$='/begin'] button"));
      assert.match(await page.locator("[role=alert]").first().innerText(), words.wait);
      await checkAccessibility(page);

      const email = `director-${language}@example.com`;
      const director = await colleague(browser, server, { email, name: "Елена Динева", role: "director" }, { language, javaScriptEnabled });
      await director.goto(`${server.origin}/approvals`);
      const waiting = director.locator(".approvals > li", { hasText: number });
      assert.equal(await waiting.count(), 1);
      await checkAccessibility(director);
      await press(director, waiting.locator("form[action$='/approve'] button"));
      assert.equal(new URL(director.url()).pathname, "/approvals");
      assert.equal(await director.locator(".approvals > li", { hasText: number }).count(), 0);

      await page.goto(there);
      assert.equal(await page.locator("#approval").count(), 0);
      await press(page, page.locator("form[action$='/begin'] button"));
      assert.match(await page.locator(".page-head p").innerText(), words.force);

      // Other terms are another version, and wait again; the earlier ones stay and bind until then.
      await press(page, page.locator("a[href$='/edit']"));
      await page.locator("#payment_days").fill("90");
      await page.locator("#reason").fill("поискаха го");
      await press(page, page.locator("main form button.btn-main"));
      assert.equal(await page.locator("#versions > ol > li").count(), 2);
      assert.match(await page.locator("#approval h2").innerText(), words.waits);
      await director.goto(there);
      await director.locator("#refuse-note").fill("шестдесет дни най-много");
      await press(director, director.locator("form[action$='/refuse'] button"));
      assert.match(await director.locator("#approval").innerText(), /шестдесет/);
      await director.context().close();
    } finally {
      await page.context().close();
    }
  });

  test(`a missed clause has opened a promise, and a day of notice stands in the morning (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/agreements?clause=breached`);
      await press(page, page.locator("main table tbody th[scope=row] a").first());
      const clause = page.locator(".clauses > li", { hasText: words.breached }).first();
      assert.equal(await clause.count(), 1);
      await clause.locator("details.answer summary").click();
      await press(page, clause.locator("table a").first());
      assert.match(page.url(), /\/obligations\/[0-9a-f-]{36}$/);
      await page.goto(`${server.origin}/agreements`);
      assert.match(await page.locator("#renewals").innerText(), words.notice);
      await checkWidths(page);
      await page.goto(`${server.origin}/`);
      assert.match(await page.locator("main").innerText(), /Д-109/);
    } finally {
      await page.context().close();
    }
  });
}
