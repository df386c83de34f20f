// What was just done can be undone from the message about it, and the journal tells both.

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

test("a sector is set, undone from the message, and both stand in the journal", async () => {
  const page = await newPage(browser);
  try {
    await signUp(page, server, { firm: "Проба ООД" });
    await submit(page, "form[action='/welcome'] button");
    await settled(page);
    await page.goto(`${server.origin}/key-accounts`);
    const account = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}${account}`);
    const before = await page.locator("select[name=sector]").first().inputValue();
    const other = before === "bank" ? "services" : "bank";
    await page.locator("form[action$='/sector'] select[name=sector]").first().evaluate((select, value) => {
      select.value = value;
      select.form.submit();
    }, other);
    await page.waitForLoadState("load");
    assert.equal(await page.locator("select[name=sector]").first().inputValue(), other);
    await submit(page, ".toast form button");
    assert.equal(await page.locator("select[name=sector]").first().inputValue(), before);

    for (const address of ["/journal", `${account}/journal`]) {
      await page.goto(`${server.origin}${address}`);
      const rows = page.locator("main tbody tr");
      assert.ok((await rows.count()) >= 2);
      assert.equal(await page.locator("main").getByText("journal-").count(), 0, "no raw message ids");
      await checkWidths(page, address);
      await checkAccessibility(page, address);
    }
    await page.goto(`${server.origin}/journal?kind=token`);
    assert.equal(await page.locator("main .empty").count(), 1);
    await page.goto(`${server.origin}${account}/journal`);
    await submit(page, "main tbody tr:first-child form button");
    assert.ok((await page.locator(".toast").innerText()).length > 0);
    await page.goto(`${server.origin}${account}`);
    assert.equal(await page.locator("select[name=sector]").first().inputValue(), other);
  } catch (error) {
    await keepEvidence("undo", page, server);
    throw error;
  }
  await page.context().close();
});
