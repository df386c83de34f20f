// A day of a representative: jotted down at a fair, asked, answered, moved, won with its people, taken back; another
// one parked and lost. In both languages, with script and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, commitImport, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit, tryImport } from "../harness.mjs";

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
  await page.goto(`${server.origin}/prospects`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

/// Opens a form of the page of a prospect, fills it and sends it.
async function deed(page, form, values) {
  const details = page.locator(`#${form}`);
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  for (const [field, value] of Object.entries(values)) {
    const input = page.locator(`#f-${field}`);
    if ((await input.evaluate((one) => one.tagName)) === "SELECT") await input.selectOption(value);
    else await input.fill(value);
  }
  await submit(page, `#${form} form button.btn-main`);
}

const STORIES = [
  {
    language: "bg",
    javaScriptEnabled: true,
    line: "Пекарна Зора: нова фурна до гарата",
    name: "Пекарна Зора",
    evidence: "каза го управителят",
    words: { open: /още не е ясно/, qualified: /може да стане клиент/, won: /стана клиент/, parked: /отложен/, greeted: /беше отложен до .*след сезона/, contacted: /осъществен контакт/, lost: /изгубен/, price: /цената/ },
  },
  {
    language: "en",
    javaScriptEnabled: false,
    line: "Dawn Bakery - a new oven by the station",
    name: "Dawn Bakery",
    evidence: "the manager said so",
    words: { open: /not clear yet/, qualified: /can become a client/, won: /became a client/, parked: /parked/, greeted: /was parked until .*след сезона/, contacted: /contacted/, lost: /lost/, price: /the price/ },
  },
];

for (const { language, javaScriptEnabled, line, name, evidence, words } of STORIES) {
  test(`from a line jotted down at a fair to a client, and back (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`${server.origin}/prospects/capture`);
      await page.locator("#line").fill(line);
      await submit(page, "form[action='/prospects/capture'] button.btn-main");
      assert.match(page.url(), /\/prospects\/[0-9a-f-]{36}$/);
      const address = page.url();
      assert.equal((await page.locator("h1").innerText()).trim(), name);
      await page.setViewportSize({ width: 1280, height: 900 });
      assert.match(await page.locator("#lamps").innerText(), words.open);
      // A yes without evidence is asked for it, and nothing typed is lost.
      await deed(page, "answer", { answer_question: "functional_need", answer_answer: "yes" });
      assert.equal(await page.locator("#f-answer_evidence").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#f-answer_answer").inputValue(), "yes");
      await page.locator("#f-answer_evidence").fill(evidence);
      await submit(page, "#answer form button.btn-main");
      // Facts suggest that it can pay; one tap takes that over with its evidence.
      for (const [kind, sum] of [["exposure", "4000"], ["credit_limit", "5000"]]) {
        await deed(page, "fact", { fact_kind: kind, fact_amount: sum, fact_source: evidence });
      }
      await submit(page, "#ability form button");
      assert.equal(await page.locator("#ability form").count(), 0, "what was taken over is not offered again");
      assert.match(await page.locator("#history").innerText(), /5.?000/);
      for (const question of ["authority", "access"]) {
        await deed(page, "answer", { answer_question: question, answer_answer: "yes", answer_evidence: evidence });
      }
      assert.match(await page.locator("#lamps").innerText(), words.qualified);
      await deed(page, "contact", { contact_name: "Мария Илиева", contact_role: "управител", contact_phone: "+359888123456" });
      assert.match(await page.locator("#people").innerText(), /Мария Илиева, управител/);
      await deed(page, "move", { move_stage: "offered" });
      await deed(page, "win", {});
      assert.match(await page.locator(".page-head").innerText(), words.won);
      await Promise.all([page.waitForEvent("load"), page.locator(".page-head p a").click()]);
      assert.match(page.url(), /\/accounts\/[0-9a-f-]{36}/);
      assert.match(await page.locator("main").innerText(), /Мария Илиева/);
      await page.goto(address);
      await submit(page, "form[action$='/take-back'] button");
      assert.doesNotMatch(await page.locator(".page-head").innerText(), words.won);
      await page.goto(`${server.origin}/journal?kind=prospect`);
      assert.match(await page.locator("main").innerText(), new RegExp(name));
    } catch (error) {
      await keepEvidence("prospect", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });

  test(`sources are filtered, and say where the next euro goes (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/prospects/sources?cold=without&sort=chance`);
      assert.equal(await page.locator("#cold").inputValue(), "without");
      assert.equal(await page.locator("#efforts h3").count(), 2);
      assert.match(await page.locator("a[href^='/prospects/sources.csv']").getAttribute("href"), /cold=without/);
      await checkWidths(page, "sources");
      await checkAccessibility(page, "sources");
    } catch (error) {
      await keepEvidence("sources", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });

  test(`the same name asks whether it is the same; one is parked, woken and lost (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/prospects/new`);
      await page.locator("#f-name").fill(name);
      await page.locator("#f-source_kind").selectOption("exhibition");
      await submit(page, "form[action='/prospects/new'] button.btn-main");
      assert.equal(await page.locator("main .notice a").first().innerText(), name);
      await page.locator("#f-name").fill(`${name} 2`);
      await submit(page, "form[action='/prospects/new'] button.btn-main");
      assert.match(page.url(), /\/prospects\/[0-9a-f-]{36}$/);
      await deed(page, "move", { move_stage: "contacted" });
      await deed(page, "contact", { contact_name: "Мария Илиева" });
      const address = page.url();
      await deed(page, "move", { move_stage: "parked", move_note: "след сезона" });
      assert.equal(await page.locator("#f-move_review_on").getAttribute("aria-invalid"), "true", "a parked one needs its day");
      await page.locator("#f-move_review_on").fill("+30d");
      await submit(page, "#move form button.btn-main");
      assert.match(await page.locator(".page-head").innerText(), words.parked);
      // On its day it is among the greetings with its reason, and one tap wakes it.
      const day = new Date(Date.now() + 31 * 24 * 3600 * 1000).toISOString().slice(0, 10);
      await page.goto(`${server.origin}/?date=${day}`);
      const greeting = page.locator("#prospect-greetings .greeting").filter({ hasText: `${name} 2` });
      assert.match(await greeting.innerText(), words.greeted);
      assert.match(await greeting.innerText(), /Мария Илиева/);
      await checkAccessibility(page, "morning-prospects");
      await checkWidths(page, "morning-prospects");
      await submit(page, `#prospect-greetings form[action="${new URL(address).pathname}/wake"] button`);
      assert.equal(await greeting.filter({ hasText: words.greeted }).count(), 0, "nobody waits for it any more");
      await page.goto(address);
      assert.match(await page.locator(".page-head").innerText(), words.contacted, "where it stood");
      await deed(page, "move", { move_stage: "lost", move_reason: "price" });
      assert.match(await page.locator(".page-head").innerText(), words.lost);
      assert.match(await page.locator("#facts").innerText(), words.price);
      await checkWidths(page, "prospect");
      await checkAccessibility(page, "prospect");
    } catch (error) {
      await keepEvidence("prospect-parked", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });

  test(`a pasted batch is asked one by one, and who cannot buy is let go early (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    const [first, second] = [`Хотел Бриз ${language}`, `Хотел Вълна ${language}`];
    try {
      await page.goto(`${server.origin}/prospects/batches/new`);
      await page.locator("#f-name").fill(`Хотели ${language}`);
      await page.locator("#f-cost").fill("120");
      await page.locator("#f-lines").fill(`${first}; Бургас; 056 300 100\n${second}; Варна\n${first.toUpperCase()}`);
      await submit(page, "form[action='/prospects/batches/new'] button.btn-main");
      assert.match(page.url(), /\/prospects\/batches\/[0-9a-f-]{36}\?added=2&known=1/);
      assert.match(await page.locator("#told").innerText(), new RegExp(first, "i"));
      await page.setViewportSize({ width: 360, height: 740 });
      const card = (name) => page.locator("#desk .board-card").filter({ hasText: name });
      const press = async (button) => Promise.all([page.waitForEvent("load"), button.click()]);
      await press(card(first).locator("form[action$='/move'] button").first());
      await card(first).locator("input[name=answer_evidence]").fill(evidence);
      await press(card(first).locator("button[value=no]"));
      assert.notEqual(await card(first).locator("details").getAttribute("open"), null, "parking is offered");
      await checkWidths(page, "cold-batch");
      await checkAccessibility(page, "cold-batch");
      await card(first).locator("input[name=move_note]").fill(evidence);
      await press(card(first).locator("details button"));
      assert.equal(await card(first).count(), 0, "a parked one is no longer in work");
      assert.equal(await card(second).count(), 1);
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${server.origin}/prospects/batches`);
      const row = page.locator("tbody tr").filter({ hasText: `Хотели ${language}` });
      assert.equal(await row.locator("td").nth(0).innerText(), "2");
      assert.equal(await row.locator("td").nth(1).innerText(), "1");
      await page.goto(`${server.origin}/prospects/sources`);
      assert.equal(await page.locator("#cold-told").count(), 1, "cold contacts are told by themselves");
    } catch (error) {
      await keepEvidence("cold-batch", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });

  test(`a list of those who came to a fair is brought in from its page (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    const [fair, visitor] = [`Храни ${language}`, `Ресторант Кипарис ${language}`];
    try {
      await page.goto(`${server.origin}/prospects/campaigns/new`);
      await page.locator("#f-name").fill(fair);
      await page.locator("#f-kind").selectOption("exhibition");
      await page.locator("#f-cost").fill("9000");
      await submit(page, "form[action='/prospects/campaigns/new'] button.btn-main");
      const address = page.url();
      await submit(page, "#attendees a");
      assert.equal(await page.locator("input[name=kind]:checked").getAttribute("value"), "prospects");
      const buffer = Buffer.from(`Име;Град\n${visitor};Пловдив\n`);
      await page.setInputFiles("main input[type=file]", { name: "poseteli.csv", mimeType: "text/csv", buffer });
      await submit(page, "main form button.btn-main");
      assert.equal(await page.locator("#campaign option:checked").innerText(), fair, "the campaign is chosen");
      await tryImport(page);
      await commitImport(page);
      await page.goto(address);
      assert.match(await page.locator("#prospects").innerText(), new RegExp(visitor));
    } catch (error) {
      await keepEvidence("attendees", page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });
}

test("a card is moved on the board by its menu, and by dragging", async () => {
  const page = await open("bg");
  try {
    await page.goto(`${server.origin}/prospects/capture`);
    await page.locator("#line").fill("Кафе Бриз: търсят доставчик");
    await submit(page, "form[action='/prospects/capture'] button.btn-main");
    await page.goto(`${server.origin}/prospects/board`);
    const card = (stage) => page.locator(`[data-stage=${stage}] .board-card`).filter({ hasText: "Кафе Бриз" });
    await card("prospect").locator("select").selectOption("contacted");
    await Promise.all([page.waitForEvent("load"), card("prospect").locator("form button").click()]);
    assert.equal(await card("contacted").count(), 1);
    await Promise.all([page.waitForEvent("load"), card("contacted").dragTo(page.locator("[data-stage=qualified] h2"))]);
    assert.equal(await card("qualified").count(), 1);
    await checkWidths(page, "board");
    await checkAccessibility(page, "board");
  } catch (error) {
    await keepEvidence("board", page, server);
    throw error;
  } finally {
    await page.context().close();
  }
});
