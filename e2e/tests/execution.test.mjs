// Real deliveries show the figures of their truth on the page; an event is recorded, refused where something is
// missing, counted, and withdrawn. In both languages, once without script.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { REAL_DATA, checkAccessibility, checkWidths, newFolder, newPage, settled, signUp, startBrowser, startServer, submit, verb } from "../harness.mjs";

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
async function open(at, kept, language = "bg", options = {}) {
  const page = await newPage(browser, { cookies: kept, language, ...options });
  await page.goto(`${at.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

async function press(page, locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

test("real deliveries: the page shows what their truth says", async (context) => {
  if (!REAL_DATA) return context.skip("CLIENTELA_REAL_DATA names no folder");
  const name = "scms_first1000_tab_latin1";
  const truth = JSON.parse(readFileSync(join(REAL_DATA, `${name}.oracle.json`), "utf8"));
  const map = join(newFolder("map"), "map.toml");
  writeFileSync(map, '[columns]\ncustomer_name = "Country"\ndocument_number = "ASN/DN #"\norder_number = "PO / SO #"\nnet_amount = "Line Item Value"\ndocument_date = "Delivery Recorded Date"\npromised_date = "Scheduled Delivery Date"\ndelivered_date = "Delivered to Client Date"\n');
  const own = await startServer();
  try {
    const first = await newPage(browser);
    await signUp(first, own, { firm: "Доставки ООД" });
    const kept = await first.context().cookies();
    await first.context().close();
    verb(own, "import", "sales", join(REAL_DATA, `${name}.csv`), "--map", map, "--file-currency", "USD");
    for (const [language, share] of [
      ["bg", (part) => part.toFixed(1).replace(".", ",")],
      ["en", (part) => part.toFixed(1)],
    ]) {
      const page = await open(own, kept, language);
      try {
        await page.goto(`${own.origin}/execution?period=all`);
        const figures = await page.locator("#figures").innerText();
        assert.ok(figures.includes(share(truth.on_time_rate * 100)), `${truth.on_time_rate} in ${figures}`);
        assert.ok(figures.includes(share((truth.orders_all_lines_on_time / truth.orders) * 100)), figures);
        assert.ok(figures.includes(String(truth.early)) && figures.includes(String(truth.max_late)), figures);
        assert.equal(await page.locator("#failed tbody tr").count(), truth.late_lines);
        // The longest delay stands first, and a client's own page tells the same of it.
        assert.ok((await page.locator("#failed tbody tr").first().innerText()).includes(String(truth.max_late)));
        const row = page.locator("#accounts tbody tr", { hasText: "Vietnam" });
        const [lines, onTime] = truth.by_country_lines_and_on_time.Vietnam;
        assert.ok((await row.innerText()).includes(share((onTime / lines) * 100)));
        await press(page, row.locator("a"));
        assert.ok((await page.locator("#figures").innerText()).includes(share((onTime / lines) * 100)));
        // How a figure came about is one click away.
        await page.locator("#figures details.why summary").first().click();
        assert.ok((await page.locator("#figures .why-panel").first().innerText()).includes(String(onTime)));
      } finally {
        await page.context().close();
      }
    }
  } finally {
    await own.stop();
  }
});

const STORIES = [
  { language: "bg", javaScriptEnabled: true, words: { units: /цяло число/, many: /повече от прегледаните/, ppm: /30.000|30 000|30\u202f000/, none: /Няма преброени/, withdrawn: /оттеглено/ } },
  { language: "en", javaScriptEnabled: false, words: { units: /whole number/, many: /more defective units/, ppm: /30,000/, none: /Nothing has been counted/, withdrawn: /withdrawn/ } },
];

for (const { language, javaScriptEnabled, words } of STORIES) {
  test(`a quality check is recorded, counts, and is withdrawn (${language})`, async () => {
    const page = await open(server, cookies, language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/accounts`);
      await press(page, page.locator("main table tbody th[scope=row] a").last());
      const client = page.url().replace(/[?#].*/, "");
      assert.match(await page.locator("#execution h2").innerText(), language === "bg" ? /Договорено и изпълнено/ : /Agreements and execution/);
      await press(page, page.locator("#execution .section-head a"));
      assert.equal(page.url(), `${client}/execution`);
      assert.match(await page.locator("#quality").innerText(), words.none);
      await press(page, page.locator(".page-head a[href^='/execution/events/new']"));
      await page.locator("#kind").selectOption("quality");
      await page.locator("#delivered").fill("100,5");
      await page.locator("#defects").fill("3");
      await press(page, page.locator("form[action='/execution/events/new'] button.btn-main"));
      assert.match(await page.locator("#delivered-error").innerText(), words.units);
      assert.equal(await page.locator("#defects").inputValue(), "3");
      await page.locator("#delivered").fill("100");
      await page.locator("#defects").fill("101");
      await press(page, page.locator("form[action='/execution/events/new'] button.btn-main"));
      assert.match(await page.locator("#defects-error").innerText(), words.many);
      await page.locator("#defects").fill("3");
      await press(page, page.locator("form[action='/execution/events/new'] button.btn-main"));
      const address = page.url().replace(/\?.*/, "");
      assert.match(address, /\/execution\/events\/[0-9a-f-]{36}$/);
      await checkAccessibility(page, `execution-event-${language}`);
      await checkWidths(page, `execution-event-${language}`);

      await page.goto(`${client}/execution`);
      assert.match(await page.locator("#quality").innerText(), words.ppm);
      await page.goto(`${server.origin}/execution/events?kind=quality`);
      assert.equal(await page.locator(`main tbody a[href='${new URL(address).pathname}']`).count(), 1);
      await checkAccessibility(page, `execution-events-${language}`);
      await checkWidths(page, `execution-events-${language}`);

      await page.goto(address);
      await press(page, page.locator("#withdraw form button"));
      assert.match(await page.locator(".page-head").innerText(), words.withdrawn);
      await page.goto(`${client}/execution`);
      assert.match(await page.locator("#quality").innerText(), words.none);
    } finally {
      await page.context().close();
    }
  });
}
