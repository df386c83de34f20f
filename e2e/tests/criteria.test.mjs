// What people say about a client: documents as evidence, mistakes in a form, weights by sector, margin.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { commitImport, errorText, newFolder, scenario, settled, signUp, submit, tryImport, upload } from "../harness.mjs";
import { goodRows, writeSales } from "../sales-files.mjs";

/// A book with the small export of the tests; returns the address of its largest client.
async function openBook(page, server) {
  await signUp(page, server);
  await upload(page, server, writeSales("prodazhbi.csv", goodRows()));
  await tryImport(page);
  await commitImport(page);
  await page.goto(`${server.origin}/accounts`);
  const first = page.locator("main table tbody th[scope=row] a").first();
  return server.origin + (await first.getAttribute("href"));
}

/// The form of a criterion, opened.
async function answerForm(page, criterion) {
  const form = page.locator(`form:has(input[name=criterion][value=${criterion}])`);
  const fold = page.locator("details.answer").filter({ has: form });
  if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
  return form;
}

test("a document proves an answer, opens again, and stays when the answer is edited", async () => {
  await scenario("a document", { language: "bg" }, async ({ page, server }) => {
    const account = await openBook(page, server);
    const document = join(newFolder("files"), "договор 14.pdf");
    writeFileSync(document, "%PDF-1.4 рамков договор");
    await page.goto(account);
    let form = await answerForm(page, "purchasing_policy");
    await form.locator("input[name=answer][value=yes]").check();
    await form.locator("[name=file]").setInputFiles(document);
    await form.locator("[name=confidence]").selectOption("high");
    await Promise.all([page.waitForNavigation(), form.locator("button.btn-main").click()]);
    const criterion = page.locator("#criterion-purchasing_policy");
    assert.match(await criterion.innerText(), /доказано/, await errorText(page));
    assert.match(await criterion.innerText(), /договор 14\.pdf.*видяно/s);
    const [download] = await Promise.all([page.waitForEvent("download"), criterion.locator("a[href*='/evidence/']").click()]);
    assert.equal(download.suggestedFilename(), "договор 14.pdf");
    assert.equal(readFileSync(await download.path(), "utf8"), "%PDF-1.4 рамков договор");
    form = await answerForm(page, "purchasing_policy");
    assert.equal(await form.locator("[name=confidence]").inputValue(), "high", "what was said is there again");
    await form.locator("[name=text]").fill("и устно потвърдено");
    await Promise.all([page.waitForNavigation(), form.locator("button.btn-main").click()]);
    assert.match(await criterion.innerText(), /устно потвърдено.*договор 14\.pdf/s, "the document stays");
    const stranger = await page.request.get(`${account}/evidence/${"0".repeat(64)}`);
    assert.equal(stranger.status(), 404);
  });
});

test("a mistake in an answer is said at the form, and nothing is typed twice", async () => {
  await scenario("a mistake", { language: "bg" }, async ({ page, server }) => {
    await page.goto(await openBook(page, server));
    const form = await answerForm(page, "market_power");
    await form.locator("input[name=answer][value=partly]").check();
    await form.locator("[name=text]").fill("плащат на 60 дни");
    await form.locator("[name=day]").fill("2031-01-01");
    await Promise.all([page.waitForNavigation(), form.locator("button.btn-main").click()]);
    assert.match(await page.locator("#criterion-market_power [role=alert]").innerText(), /още не е дошъл/);
    assert.equal(await form.locator("[name=text]").inputValue(), "плащат на 60 дни");
    assert.ok(await form.locator("input[name=answer][value=partly]").isChecked());
    await form.locator("[name=day]").fill("2026-10-01");
    await Promise.all([page.waitForNavigation(), form.locator("button.btn-main").click()]);
    assert.match(await page.locator("#criterion-market_power").innerText(), /отчасти, доказано/);
  });
});

test("a sector has its own threshold, the verdict follows, and its history says so", async () => {
  await scenario("sector", { language: "bg" }, async ({ page, server }) => {
    const account = await openBook(page, server);
    for (const criterion of ["purchasing_policy", "selection_bodies", "market_power"]) {
      await page.goto(account);
      const form = await answerForm(page, criterion);
      await form.locator("input[name=answer][value=yes]").check();
      await form.locator("[name=text]").fill("протокол 7");
      await Promise.all([page.waitForNavigation(), form.locator("button.btn-main").click()]);
    }
    assert.match(await page.locator("#why .verdict").innerText(), /Ключов/);
    await page.goto(`${server.origin}/settings?sector=bank`);
    await page.locator("[name=threshold-equal]").fill("0,95");
    await submit(page, "#profiles .form-foot button.btn-main");
    assert.equal(new URL(page.url()).searchParams.get("sector"), "bank");
    assert.equal(await page.locator("[name=threshold-equal]").inputValue(), "0,95");
    await page.goto(`${server.origin}/settings`);
    assert.equal(await page.locator("[name=threshold-equal]").inputValue(), "0,70", "the firm keeps its own");
    await page.goto(account);
    await page.locator("details.answer summary", { hasText: "сектора" }).click();
    await page.locator("[name=sector]").selectOption("bank");
    await submit(page, "form[action$='/sector'] button");
    assert.match(await page.locator("#why .verdict").innerText(), /Неясно/, "0.80 is below 0.95");
    assert.match(await page.locator("#history").innerText(), /Неясно.*променени настройки/s);
    await page.goto(`${server.origin}/settings?sector=bank`);
    await submit(page, "#profiles button[name=reset]");
    await page.goto(account);
    assert.match(await page.locator("#why .verdict").innerText(), /Ключов/, "the firm's threshold again");
  });
});

test("concentration on margin differs from that on sales, with what-if and export", async () => {
  await scenario("margin", { language: "en" }, async ({ page, server }) => {
    await signUp(page, server, { language: "en" });
    await submit(page, "form[action='/welcome'] button");
    await settled(page);
    const value = () => page.locator(".stats .stat dd").first().innerText();
    await page.goto(`${server.origin}/concentration`);
    const onSales = await value();
    await Promise.all([page.waitForNavigation(), page.locator(".btn-group a", { hasText: "Margin" }).click()]);
    assert.notEqual(await value(), onSales);
    assert.match(await page.locator("aside").innerText(), /The cost of .* of sales is known/);
    await page.locator("input[name=without]").first().check();
    await submit(page, "button:has-text('Try without')");
    assert.match(await page.locator(".notice", { hasText: "Trial" }).innerText(), /of margin/);
    assert.equal(new URL(page.url()).searchParams.get("measure"), "margin", "the trial stays on margin");
    const exported = await page.request.get(`${server.origin}/concentration.csv?measure=margin`);
    assert.match(await exported.text(), /Margin, EUR/);
  });
});

test("the sample goes with one click and names the clients somebody wrote about", async () => {
  await scenario("sample goes", { language: "bg" }, async ({ page, server }) => {
    await signUp(page, server);
    await submit(page, "form[action='/welcome'] button");
    await settled(page);
    await page.goto(`${server.origin}/accounts`);
    const link = page.locator("main table tbody th[scope=row] a").nth(3);
    const name = (await link.innerText()).trim();
    await Promise.all([page.waitForNavigation(), link.click()]);
    const form = await answerForm(page, "professionalism");
    await form.locator("input[name=answer][value=no]").check();
    await Promise.all([page.waitForNavigation(), form.locator("button.btn-main").click()]);
    await submit(page, ".sample-banner button");
    assert.match(await page.locator("[role=status]").first().innerText(), new RegExp(`Останаха.*${name}`, "s"));
    assert.equal(await page.locator(".sample-banner").count(), 0, "no longer a sample");
    await page.goto(`${server.origin}/accounts`);
    assert.deepEqual((await page.locator("main table tbody th[scope=row] a").allInnerTexts()).map((one) => one.trim()), [name]);
  });
});
