// A week of a representative: hours are said, a client is judged, a visit is planned, moved by its menu, by keys and by
// dragging, settled with its reason; a talk turns a plan into fact by itself. A calendar address is made and withdrawn.
// A prospect that fails is parked with its reason and day, and wakes when its day has come.

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

async function open(language, options = {}) {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/plan/week`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

async function newClient(page, name) {
  await page.goto(`${server.origin}/accounts/new`);
  await page.locator("#f-name").fill(name);
  await submit(page, "form.record-form button.btn-main");
  assert.match(page.url(), /\/accounts\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

const iso = (day) => day.toISOString().slice(0, 10);

/// The days of the week after this one, from Monday.
function nextWeek() {
  const today = new Date();
  const monday = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()));
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7) + 7);
  return [0, 1, 2, 3, 4].map((after) => iso(new Date(monday.getTime() + after * 86_400_000)));
}

const STORIES = [
  { language: "bg", javaScriptEnabled: true, client: "Хранимир Тест ООД", missed: /клиентът отказа/, asked: /без отбелязан|не се състоя/ },
  { language: "en", javaScriptEnabled: false, client: "Northwind Test Ltd", missed: /the client called it off/, asked: /did not take place/ },
];

for (const { language, javaScriptEnabled, client, missed } of STORIES) {
  test(`hours, a judgement, a visit and what became of it (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      const account = await newClient(page, client);
      await page.goto(`${server.origin}/plan/hours`);
      await page.locator("#monday").fill("25");
      await submit(page, "form[action='/plan/hours'] button.btn-main");
      assert.equal(await page.locator("#monday").getAttribute("aria-invalid"), "true");
      await page.locator("#monday").fill("2");
      await submit(page, "form[action='/plan/hours'] button.btn-main");
      assert.equal(await page.locator("#monday").inputValue(), "2");
      await checkWidths(page, "hours");
      await checkAccessibility(page, "hours");

      await page.goto(`${server.origin}/plan/response?with=account:${account.split("/").pop()}`);
      const fill = async (values) => {
        for (const [field, value] of Object.entries(values)) await page.locator(`#f-${field}`).fill(value);
        await submit(page, "form[action='/plan/response'] button.btn-main");
      };
      await fill({ without: "400", saturated: "1500", calls_now: "4", brings_now: "300", brings_more: "1200", evidence: "три години посещения" });
      assert.equal(await page.locator("#f-brings_now").getAttribute("aria-invalid"), "true", "less than without a visit makes no curve");
      await fill({ brings_now: "1000" });
      assert.match(page.url(), /\/plan\/allocation$/);
      assert.match(await page.locator("#lines").innerText(), new RegExp(client));
      await checkWidths(page, "allocation-judged");
      await checkAccessibility(page, "allocation-judged");

      const [monday, tuesday, wednesday] = nextWeek();
      await page.goto(`${server.origin}/plan/week`);
      await page.locator("#client").fill(client);
      await page.locator("#day").fill(monday);
      await page.locator("#hours").fill(language === "bg" ? "2,5" : "2.5");
      await submit(page, "#add form button.btn-main");
      await page.goto(`${server.origin}/plan/week`);
      await Promise.all([page.waitForEvent("load"), page.locator("a[rel=next]").click()]);
      const card = (day) => page.locator(`[data-day='${day}'] .week-card`).filter({ hasText: client });
      assert.equal(await card(monday).count(), 1);
      assert.equal(await page.locator(`[data-day='${monday}'] > .mark-warn`).count(), 1, "two hours and a half do not fit into two");
      await card(monday).locator(".board-move select").selectOption(tuesday);
      await Promise.all([page.waitForEvent("load"), card(monday).locator(".board-move button").click()]);
      assert.equal(await card(tuesday).count(), 1);
      if (javaScriptEnabled) {
        await card(tuesday).locator("a").first().focus();
        await Promise.all([page.waitForEvent("load"), page.keyboard.press("Shift+ArrowRight")]);
        assert.equal(await card(wednesday).count(), 1);
        await page.setViewportSize({ width: 1700, height: 1400 });
        const place = async (of) => { const box = await of.boundingBox(); return [box.x + 6, box.y + 6]; };
        await page.evaluate(() => scrollTo(0, 0));
        await page.mouse.move(...(await place(card(wednesday))));
        await page.mouse.down();
        const day = await place(page.locator(`[data-day='${monday}'] h3`));
        await page.mouse.move(...day, { steps: 8 });
        await Promise.all([page.waitForEvent("load"), page.mouse.up()]);
        assert.equal(await card(monday).count(), 1);
      }
      const now = javaScriptEnabled ? monday : tuesday;
      await checkWidths(page, "week-planned");
      await checkAccessibility(page, "week-planned");
      await card(now).locator("details.week-settle summary").click();
      await card(now).locator("select[name=outcome]").selectOption("other");
      await Promise.all([page.waitForEvent("load"), card(now).locator(".week-settle button").click()]);
      assert.equal(await page.locator("main .notice-bad").count(), 1, "another reason wants its words");
      await card(now).locator("details.week-settle summary").click();
      await card(now).locator("select[name=outcome]").selectOption("client_cancelled");
      await Promise.all([page.waitForEvent("load"), card(now).locator(".week-settle button").click()]);
      assert.match(await card(now).innerText(), missed);
      await page.goto(`${server.origin}/journal?kind=planned_visit`);
      assert.match(await page.locator("main").innerText(), new RegExp(client));
    } catch (error) {
      await keepEvidence("week", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });

  test(`a calendar address is shown once, read, and withdrawn (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/plan/calendar`);
      await submit(page, "form:has(input[value=renew]) button");
      const address = (await page.locator("#calendar-address").innerText()).trim();
      const { pathname, search } = new URL(address);
      const feed = await fetch(`${server.origin}${pathname}${search}`);
      assert.equal(feed.status, 200);
      assert.match(feed.headers.get("content-type"), /^text\/calendar/);
      assert.match(await feed.text(), /^BEGIN:VCALENDAR\r\n/);
      await page.goto(`${server.origin}/plan/calendar`);
      assert.equal(await page.locator("#calendar-address").count(), 0);
      await submit(page, "form:has(input[value=withdraw]) button");
      assert.equal((await fetch(`${server.origin}${pathname}${search}`)).status, 410);
    } catch (error) {
      await keepEvidence("calendar", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });

  test(`a failing prospect is offered to be parked with its reason and day (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/prospects/capture`);
      await page.locator("#line").fill(`Кафе ${client}: търсят доставчик`);
      await submit(page, "form[action='/prospects/capture'] button.btn-main");
      const answer = page.locator("#answer");
      await answer.locator("summary").click();
      await page.locator("#f-answer_question").selectOption("ability");
      await page.locator("#f-answer_answer").selectOption("no");
      await page.locator("#f-answer_evidence").fill("запор на сметките");
      await submit(page, "#answer form button.btn-main");
      assert.equal(await page.locator("#parking").count(), 1);
      assert.equal(await page.locator("#f-move_stage").inputValue(), "parked");
      assert.notEqual(await page.locator("#f-move_note").inputValue(), "");
      assert.match(await page.locator("#f-move_review_on").inputValue(), /^\d{4}-\d\d-\d\d$/);
      await checkAccessibility(page, "prospect-failing");
      await submit(page, "#move form button.btn-main");
      assert.equal(await page.locator("#parking").count(), 0);
    } catch (error) {
      await keepEvidence("prospect-failing", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });
}
