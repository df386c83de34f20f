// What was seen and read: jotted down on a phone, turned into a prospect, into evidence, set aside with a reason; a
// publication that is due is read with two lines, one becomes a prospect whose source names it. In both languages, with
// script and without.

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
  await page.goto(`${server.origin}/observations`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

/// Fills fields of a form, texts and choices.
async function fill(page, values) {
  for (const [field, value] of Object.entries(values)) {
    const input = page.locator(`#f-${field}`);
    if ((await input.evaluate((one) => one.tagName)) === "SELECT") await input.selectOption(value);
    else await input.fill(value);
  }
}

/// Jots a line down and opens it from the inbox.
async function jot(page, line) {
  await page.goto(`${server.origin}/observations`);
  await fill(page, { line });
  await submit(page, "#jot button.btn-main");
  await openLine(page, line);
}

/// Opens a line that waits in the inbox.
async function openLine(page, line) {
  await page.goto(`${server.origin}/observations`);
  const href = await page.locator("#inbox li a", { hasText: line }).first().getAttribute("href");
  await page.goto(`${server.origin}${href}`);
}

/// Says what became of the line of this page.
async function turn(page, form, values) {
  const details = page.locator(`details#${form}`);
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  await fill(page, values);
  await submit(page, `#${form} form button.btn-main`);
}

/// A day so many days ago, ISO 8601.
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const STORIES = [
  {
    language: "bg",
    javaScriptEnabled: true,
    lines: ["Пекарна Зора: нова фурна до гарата", "Новата фурна на Зора работи", "Билборд до стадиона"],
    prospect: "Пекарна Зора",
    reason: "не е за нас",
    paper: "Дунавски вести",
    read: ["Хотел Орфей: отваря ресторант", "Сладкарница Маркиза: търси продавачи"],
    found: "Хотел Орфей",
    words: { prospect: /потенциален клиент/, evidence: /доказателство/, aside: /оставено настрана/, press: /вестници и списания|печат|преса/i },
  },
  {
    language: "en",
    javaScriptEnabled: false,
    lines: ["Dawn Bakery: a new oven by the station", "The new oven of Dawn is running", "A billboard by the stadium"],
    prospect: "Dawn Bakery",
    reason: "not for us",
    paper: "Danube News",
    read: ["Orpheus Hotel: opens a restaurant", "Marquise Cakes: looks for staff"],
    found: "Orpheus Hotel",
    words: { prospect: /a prospect/, evidence: /evidence/, aside: /set aside/, press: /press|newspaper/i },
  },
];

for (const { language, javaScriptEnabled, lines, prospect, reason, paper, read, found, words } of STORIES) {
  test(`what was seen becomes a prospect, evidence, or nothing with its reason (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.setViewportSize({ width: 360, height: 740 });
      await jot(page, lines[0]);
      assert.equal((await page.locator("h1").innerText()).trim(), lines[0]);
      await turn(page, "prospect", {});
      assert.match(await page.locator("#state").innerText(), words.prospect);
      assert.equal((await page.locator("#state + a").innerText()).trim(), prospect);
      await page.setViewportSize({ width: 1280, height: 900 });

      // Another line is evidence that the same prospect can pay; without a question it is asked for one.
      await jot(page, lines[1]);
      await turn(page, "evidence", { evidence_prospect: prospect });
      assert.match(page.url(), /\/evidence$/);
      assert.equal(await page.locator("#f-evidence_question").getAttribute("aria-invalid"), "true");
      await turn(page, "evidence", { evidence_question: "ability", evidence_answer: "yes" });
      assert.match(await page.locator("#state").innerText(), words.evidence);
      const address = await page.locator("#state + a").getAttribute("href");
      await page.goto(`${server.origin}${address}`);
      assert.ok((await page.locator("main").innerText()).includes(lines[1]));

      await jot(page, lines[2]);
      await turn(page, "aside", { aside_reason: reason });
      assert.match(await page.locator("#state").innerText(), words.aside);
      assert.ok((await page.locator(".page-head").innerText()).includes(reason));

      // Nothing of these waits any more, and nothing is lost.
      await page.goto(`${server.origin}/observations`);
      for (const line of lines) assert.equal(await page.locator("#inbox li a", { hasText: line }).count(), 0);
      await page.goto(`${server.origin}/observations?show=all`);
      for (const line of lines) assert.equal(await page.locator("#inbox li a", { hasText: line }).count(), 1);
      const csv = await (await page.request.get(`${server.origin}/observations.csv?show=all`)).text();
      for (const told of [lines[0], reason, prospect]) assert.ok(csv.includes(told), told);
    } catch (error) {
      await keepEvidence(`observations-${language}`, page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });

  test(`what is due is read, and a prospect names where it was found (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/prospects/reading/new`);
      // An address that is none is refused, and nothing typed is lost.
      await fill(page, { name: paper, kind: "newspaper", address: "nowhere", rhythm_days: "7" });
      await submit(page, "form[action='/prospects/reading/new'] button.btn-main");
      assert.equal(await page.locator("#f-address").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#f-name").inputValue(), paper);
      await fill(page, { address: "https://news.example" });
      await submit(page, "form[action='/prospects/reading/new'] button.btn-main");
      assert.match(page.url(), /\/prospects\/reading\/[0-9a-f-]{36}$/);
      const card = page.url();

      // Read a month ago, and nothing found: due again, on whatever day this runs.
      await fill(page, { day: daysAgo(30) });
      await submit(page, "#read form button.btn-main");
      const due = page.locator("#list tbody th a", { hasText: paper });
      await page.goto(`${server.origin}/prospects/reading?show=due`);
      assert.equal(await due.count(), 1);
      await checkAccessibility(page, `reading-${language}`);
      await checkWidths(page, `reading-${language}`);
      await page.goto(`${server.origin}/`);
      assert.ok((await page.locator("#to-read").innerText()).includes(paper));

      await page.goto(card);
      await fill(page, { lines: read.join("\n") });
      await submit(page, "#read form button.btn-main");
      assert.equal(page.url(), card);
      assert.equal(await page.locator("#readings li").count(), 2);
      await checkAccessibility(page, `publication-${language}`);
      await checkWidths(page, `publication-${language}`);
      await page.goto(`${server.origin}/prospects/reading?show=due`);
      assert.equal(await due.count(), 0);

      // Two lines wait; one becomes a prospect.
      await page.goto(`${server.origin}/observations`);
      for (const line of read) assert.equal(await page.locator("#inbox li a", { hasText: line }).count(), 1);
      await openLine(page, read[0]);
      assert.ok((await page.locator(".page-head").innerText()).includes(paper));
      await turn(page, "prospect", {});
      const led = page.locator("#state + a");
      assert.equal((await led.innerText()).trim(), found);
      await page.goto(`${server.origin}${await led.getAttribute("href")}`);
      const sources = await page.locator("#sources").innerText();
      assert.ok(sources.includes(paper), sources);
      assert.match(sources, words.press);

      // The last reading is taken back: it is due again, and what was found stays.
      await page.goto(card);
      await submit(page, "#readings form button");
      await page.goto(`${server.origin}/prospects/reading?show=due`);
      assert.equal(await due.count(), 1);
      const csv = await (await page.request.get(`${server.origin}/prospects/reading.csv?show=due`)).text();
      assert.ok(csv.includes(paper));
      await page.goto(`${server.origin}/observations`);
      assert.equal(await page.locator("#inbox li a", { hasText: read[1] }).count(), 1);
    } catch (error) {
      await keepEvidence(`reading-${language}`, page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });
}
