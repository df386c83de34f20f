// A morning of somebody who speaks with clients: one line becomes a contact and a next step, the step
// is done with one click and taken back with another, a note stays private, a file comes back as it
// was and is never run. The same without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

const LINE = "обадих се на Хранимир, искат мостри, да пратя до петък";

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

async function open(options) {
  const page = await newPage(browser, { cookies, ...options });
  return page;
}

for (const javaScriptEnabled of [true, false]) {
  test(`a line is understood, saved, done and taken back; script: ${javaScriptEnabled}`, async () => {
    const page = await open({ javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/add?line=${encodeURIComponent(LINE)}`);
      assert.equal((await page.locator(".jotted").innerText()).replace(/ \([^)]*\)/g, "").replace(/\s+/g, " ").trim().startsWith("обадих се"), true);
      assert.match(await page.locator("#client").inputValue(), /^Хранимир/);
      assert.equal(await page.locator("#kind").inputValue(), "call");
      assert.match(await page.locator("#step_what").inputValue(), /мостри|пратя/);
      assert.notEqual(await page.locator("#step_due").inputValue(), "");
      await submit(page, "form[method=post][action='/add'] button.btn-main");
      assert.match(page.url(), /\/accounts\//);
      assert.match(await page.locator("#timeline .happenings li").first().innerText(), /мостри/);

      await page.goto(`${server.origin}/next-steps?owner=me`);
      const step = page.locator(".step", { hasText: "Хранимир" }).first();
      const what = await step.locator(".step-what a").first().innerText();
      await press(page, step.locator("form button").first());
      assert.match(page.url(), /undo=closed\./);
      await press(page, page.locator(".notice-done button"));
      assert.ok((await page.locator(".step-what", { hasText: what }).count()) > 0, "the step is open again");
    } catch (error) {
      await keepEvidence("quick add", page, server);
      throw error;
    }
    await page.context().close();
  });
}

test("a file comes back as it was, to be kept and not to be run", async () => {
  const page = await open();
  await page.goto(`${server.origin}/accounts`);
  await press(page, page.locator("main table tbody th[scope=row] a").first());
  const bytes = Buffer.from("<script>document.title='run'</script>");
  await page.locator("#account-file").setInputFiles({ name: "страница.html", mimeType: "text/html", buffer: bytes });
  await press(page, page.locator(".file-form button"));
  const href = await page.locator("#files a", { hasText: "страница.html" }).getAttribute("href");
  const answer = await page.request.get(`${server.origin}${href}`);
  assert.equal(answer.headers()["content-type"], "application/octet-stream");
  assert.match(answer.headers()["content-disposition"], /^attachment;/);
  assert.match(answer.headers()["content-security-policy"], /sandbox/);
  assert.deepEqual(Buffer.from(await answer.body()), bytes);
  await page.context().close();
});

test("a note for the author alone is marked, and the front page says what the book says", async () => {
  const page = await open();
  await page.goto(`${server.origin}/`);
  assert.ok((await page.locator("#says li").count()) >= 2);
  assert.ok((await page.locator("#silences li").count()) >= 3);
  await checkWidths(page, "home");
  await checkAccessibility(page, "home");
  await press(page, page.locator("#silences li a").first());
  await page.locator(".add-row details", { hasText: /бележка|note/i }).locator("summary").click();
  await page.locator("#note-text").fill("Само за мен");
  await page.locator("form[action$='/notes'] input[name=private]").check();
  await press(page, page.locator("form[action$='/notes'] button"));
  const note = page.locator("#timeline .happenings li", { hasText: "Само за мен" });
  assert.equal(await note.locator(".badge").count(), 1);
  await checkAccessibility(page, "client with a timeline");
  await page.context().close();
});
