// A client that is already there: told while the name is typed and once before it is saved, found by a
// look through the book, merged side by side, and two again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a second record of a client is told, found, merged and undone", async () => {
  const page = await newPage(browser);
  try {
    await signUp(page, server, { firm: "Проба ООД" });
    await submit(page, "form[action='/welcome'] button");
    await settled(page);
    await page.goto(`${server.origin}/accounts`);
    const first = page.locator("main table tbody th[scope=row] a").first();
    const name = (await first.innerText()).trim();
    const account = await first.getAttribute("href");

    // While it is typed.
    await page.goto(`${server.origin}/accounts/new`);
    await page.locator("#f-name").pressSequentially(name);
    await page.locator("#similar a").first().waitFor();
    assert.equal(await page.locator("#similar a").first().getAttribute("href"), account);
    // Once before it is saved.
    await submit(page, "form.record-form button.btn-main");
    assert.equal(await page.locator("#f-name").inputValue(), name, "nothing that was typed is lost");
    assert.equal(await page.locator(".similar a").first().getAttribute("href"), account);
    await checkAccessibility(page, "client-held-back");
    await submit(page, "form.record-form button.btn-main");
    const twin = new URL(page.url()).pathname;
    assert.match(twin, /^\/accounts\/[0-9a-f-]{36}$/);

    // A look through the book finds the two.
    await page.goto(`${server.origin}/duplicates`);
    await submit(page, "form[action='/duplicates/scan'] button");
    const pair = page.locator("table.pairs tbody tr", { hasText: name }).first();
    await pair.waitFor({ timeout: 60_000 });
    await checkWidths(page, "duplicates-found");
    await checkAccessibility(page, "duplicates-found");
    await page.keyboard.press("m");
    await page.waitForURL(/same-as/);
    await checkWidths(page, "duplicates-compared");
    await checkAccessibility(page, "duplicates-compared");
    const compared = page.url();
    await submit(page, "form.record-form button.btn-main");
    assert.match(page.url(), /\/accounts\/[0-9a-f-]{36}$/);
    const kept = new URL(page.url()).pathname;
    const gone = kept === account ? twin : account;

    // An old link leads to the one that stayed, and the merge can be undone.
    await page.goto(`${server.origin}${gone}`);
    assert.equal(new URL(page.url()).pathname, kept);
    await page.goto(`${server.origin}/duplicates`);
    assert.equal(await page.locator("table.pairs tr", { hasText: name }).count(), 0);
    await submit(page, "form[action$='/undo'] button");
    assert.match(page.url(), /same-as/);
    await page.goto(`${server.origin}${gone}`);
    assert.equal(new URL(page.url()).pathname, gone);

    // They are two after all, said with one key.
    await page.goto(compared);
    await page.keyboard.press("d");
    await page.waitForURL(/\/duplicates$/);
    await page.goto(`${server.origin}/duplicates?state=different`);
    assert.equal(await page.locator("table.pairs tbody tr", { hasText: name }).count(), 1);
    await page.goto(`${server.origin}/journal`);
    assert.equal(await page.locator("main").getByText("journal-").count(), 0, "no raw message ids");
  } catch (error) {
    await keepEvidence("duplicates", page, server);
    throw error;
  }
  await page.context().close();
});
