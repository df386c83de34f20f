// What is removed comes back: from the message, from the trash with everything that belongs to it, with
// and without script; what one did last stands in one list; gone for good is only what was meant to be.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoFaults, checkAccessibility, checkFolds, checkWidths, colleague, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies, client;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  await page.goto(`${server.origin}/key-accounts`);
  client = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
  cookies = await page.context().cookies();
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

function story(name, options, work) {
  test(name, async () => {
    const page = await newPage(browser, { cookies, ...options });
    try {
      await work(page);
      assertNoFaults(page);
    } catch (error) {
      await keepEvidence(name, page, server);
      throw error;
    }
    await page.context().close();
  });
}

const visit = (page, path) => page.goto(`${server.origin}${path}`);

async function press(page, locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

/// Presses a button that may lie in a fold.
async function pressIn(page, form) {
  const fold = page.locator(`details:has(${form}) > summary`);
  if ((await fold.count()) > 0) await fold.first().click();
  await press(page, page.locator(`${form} button`).first());
}

/// What the page of the client shows of its belongings.
async function belongings(page) {
  await visit(page, client);
  return {
    name: await page.locator("h1").first().innerText(),
    people: await page.locator("#people li").count(),
    happenings: await page.locator("#timeline .happenings li").count(),
    sales: await page.locator("#sales").innerText(),
  };
}

const rows = (page, text) => page.locator("main tbody tr", { hasText: text });

story("a removed client comes back from the message", {}, async (page) => {
  const whole = await belongings(page);
  await pressIn(page, "form[action$='/delete']");
  assert.equal(new URL(page.url()).pathname, "/accounts");
  assert.match(await page.locator(".toast").innerText(), /в кошчето/);
  await press(page, page.locator(".toast form button"));
  assert.deepEqual(await belongings(page), whole);
});

for (const javaScriptEnabled of [true, false]) {
  story(`and out of the trash with everything that belongs to it; script: ${javaScriptEnabled}`, { javaScriptEnabled }, async (page) => {
    const whole = await belongings(page);
    await pressIn(page, "form[action$='/delete']");
    const answer = await visit(page, client);
    assert.equal(answer.status(), 404);
    await visit(page, "/trash");
    assert.equal(await rows(page, whole.name).count(), 1);
    await checkWidths(page, "trash");
    await checkFolds(page, "trash");
    if (javaScriptEnabled) await checkAccessibility(page, "trash");
    await press(page, rows(page, whole.name).locator("form[action$='/restore'] button"));
    assert.equal(new URL(page.url()).pathname, client);
    assert.deepEqual(await belongings(page), whole);
    await visit(page, "/trash");
    assert.equal(await page.locator("main .empty").count(), 1);
    page.faults.length = 0;
  });
}

story("a person, a note, a contact and a step go and come back with their client", {}, async (page) => {
  await visit(page, client);
  await page.locator(".add-row details", { hasText: /Нова бележка|бележка/ }).locator("summary").click();
  await page.locator("#note-text").fill("Записка за кошчето");
  await press(page, page.locator("form[action$='/notes'] button"));
  await press(page, page.locator("#timeline .happenings li", { hasText: "Записка за кошчето" }).locator("a[href^='/notes/']").first());
  await pressIn(page, "form[action$='/delete']");
  await visit(page, "/trash?kind=note");
  assert.equal(await rows(page, "Записка за кошчето").count(), 1);

  await visit(page, client);
  const person = await page.locator("#people tbody a").first().getAttribute("href");
  await visit(page, person);
  const name = await page.locator("h1").innerText();
  await pressIn(page, `form[action='${person}/delete']`);
  assert.equal(new URL(page.url()).pathname, "/people");
  await visit(page, client);
  await pressIn(page, `form[action='${client}/delete']`);

  // The note belongs to the client, so both come back.
  await visit(page, "/trash");
  await press(page, rows(page, "Записка за кошчето").locator("form[action$='/restore'] button"));
  assert.match(await page.locator(".toast").innerText(), /заедно с клиента/);
  await visit(page, client);
  assert.equal(await page.locator("#timeline .happenings li", { hasText: "Записка за кошчето" }).count(), 1);
  await visit(page, "/trash");
  await press(page, rows(page, name).locator("form[action$='/restore'] button"));
  assert.equal(new URL(page.url()).pathname, person);
  page.faults.length = 0;
});

story("what one did last stands in one list, each with its way back", {}, async (page) => {
  await visit(page, client);
  const before = await page.locator("select[name=sector]").first().inputValue();
  const other = before === "bank" ? "services" : "bank";
  const form = page.locator("form[action$='/sector'] select[name=sector]").first();
  await Promise.all([page.waitForEvent("load"), form.evaluate((select, value) => {
    select.value = value;
    select.form.submit();
  }, other)]);
  await visit(page, "/recent");
  await checkWidths(page, "recent");
  await checkAccessibility(page, "recent");
  const first = page.locator(".recent li").first();
  assert.match(await first.innerText(), /сектора/);
  assert.ok((await page.locator(".recent li").count()) <= 20);
  await press(page, first.locator("form button"));
  assert.equal(new URL(page.url()).pathname, "/recent");
  await visit(page, client);
  assert.equal(await page.locator("select[name=sector]").first().inputValue(), before);
});

story("only an administrator lets something go for good", {}, async (page) => {
  const director = await colleague(browser, server, { email: "director@example.com", name: "Дора Иванова", role: "director" });
  await visit(page, client);
  await page.locator(".add-row details", { hasText: /бележка/ }).locator("summary").click();
  await page.locator("#note-text").fill("Да изчезне");
  await press(page, page.locator("form[action$='/notes'] button"));
  await press(page, page.locator("#timeline .happenings li", { hasText: "Да изчезне" }).locator("a[href^='/notes/']").first());
  await pressIn(page, "form[action$='/delete']");

  await visit(director, "/trash");
  assert.equal(await rows(director, "Да изчезне").count(), 1);
  assert.equal(await director.locator("form[action$='/purge']").count(), 0);
  assert.equal(await rows(director, "Да изчезне").locator("form[action$='/restore']").count(), 1);
  await director.context().close();

  await visit(page, "/trash");
  await rows(page, "Да изчезне").locator("details summary").click();
  await press(page, rows(page, "Да изчезне").locator("form[action$='/purge'] button"));
  assert.match(await page.locator(".toast").innerText(), /завинаги/);
  assert.equal(await rows(page, "Да изчезне").count(), 0);
  await visit(page, "/journal?kind=note");
  assert.match(await page.locator("main tbody").innerText(), /заличи окончателно/);
});
