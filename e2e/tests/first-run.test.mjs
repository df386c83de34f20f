// From the one-time link to the first key client, on a real export.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { REAL_DATA, commitImport, errorText, scenario, signUp, submit, tryImport, upload } from "../harness.mjs";
import { goodRows, writeSales } from "../sales-files.mjs";

/// The four criteria that people answer, each with evidence of its own.
const ANSWERS = {
  purchasing_policy: "Frame contract no. 14 of 12 March",
  selection_bodies: "Category committee, minutes of 4 June",
  market_power: "60 days, retrospective bonus 3 %, contract no. 14",
  professionalism: "Scorecard of the second quarter",
};

async function answerEverything(page) {
  const account = page.url().split("#")[0];
  for (const [criterion, evidence] of Object.entries(ANSWERS)) {
    await page.goto(account);
    const form = page.locator(`form:has(input[name=criterion][value=${criterion}])`);
    const details = page.locator("details.answer").filter({ has: form });
    if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
    await form.locator("input[name=answer][value=yes]").check();
    await form.locator("[name=text]").fill(evidence);
    await Promise.all([page.waitForNavigation(), form.locator("button.btn-main").click()]);
    assert.match(await page.locator("main").innerText(), new RegExp(evidence.slice(0, 12)), await errorText(page));
  }
  await page.goto(account);
}

async function firstKeyClient({ page, server }, file, currency) {
  await signUp(page, server, { language: "en", firm: "Cobblestone Gifts Ltd" });
  await submit(page, "main a.btn-main");
  assert.equal(new URL(page.url()).pathname, "/imports/new");
  await upload(page, server, file);
  if (currency) await page.locator("#plan [name=currency]").fill(currency);
  await tryImport(page);
  assert.equal(await page.locator("form[action$='/commit']").count(), 1, await errorText(page));
  await commitImport(page);
  await page.goto(`${server.origin}/key-accounts`);
  const first = page.locator("main table tbody th[scope=row] a").first();
  const name = (await first.innerText()).trim();
  await Promise.all([page.waitForNavigation(), first.click()]);
  assert.match(await page.locator("h1").innerText(), new RegExp(name.replace(/[^\p{L}\p{N} ]/gu, ".")));
  assert.equal(await page.locator("#why .criteria > li").count(), 5, "the five criteria");
  await answerEverything(page);
  const verdict = await page.locator("#why .verdict").innerText();
  assert.match(verdict, /key/i);
  assert.doesNotMatch(verdict, /not key|undecided/i, "volume is proven and four answers have evidence");
}

test("first run to first key client, from a real export", async (context) => {
  if (!REAL_DATA) return context.skip("CLIENTELA_REAL_DATA names no folder");
  const file = join(REAL_DATA, "online_retail_first20k.csv");
  assert.ok(existsSync(file), `${file} is missing`);
  await scenario("first run, real export", { language: "en" }, (all) => firstKeyClient(all, file, "GBP"));
});

test("first run to first key client, from a small export in Bulgarian", async () => {
  const file = writeSales("sales.csv", goodRows());
  await scenario("first run, small export", { language: "en" }, (all) => firstKeyClient(all, file));
});

test("the one-time link works once", async () => {
  await scenario("one-time link", { language: "en" }, async ({ page, server, browser }) => {
    await signUp(page, server, { language: "en" });
    const stranger = await browser.newPage();
    const response = await stranger.goto(server.link);
    assert.ok(response.status() >= 400 || !/[?&]token=/.test(stranger.url()), "the link was answered again");
    assert.equal(await stranger.locator("[name=firm]").count(), 0);
    await stranger.goto(`${server.origin}/accounts`);
    assert.equal(new URL(stranger.url()).pathname, "/sign-in", "a stranger sees no client");
  });
});

test("signing out and in again, with a wrong password first", async () => {
  await scenario("sign in", { language: "bg" }, async ({ page, server }) => {
    const { PASSWORD } = await import("../harness.mjs");
    await signUp(page, server);
    await page.goto(`${server.origin}/accounts`);
    await page.locator(".topbar details.menu summary").click();
    await submit(page, "form[action='/sign-out'] button");
    await page.goto(`${server.origin}/key-accounts`);
    assert.equal(new URL(page.url()).pathname, "/sign-in");
    await page.fill("[name=email]", "kalina@example.com");
    await page.fill("[name=password]", "друга парола");
    await submit(page, "main form button.btn-main");
    assert.equal(await page.locator("#sign-in-error").count(), 1);
    await page.fill("[name=email]", "kalina@example.com");
    await page.fill("[name=password]", PASSWORD);
    await submit(page, "main form button.btn-main");
    assert.equal(new URL(page.url()).pathname, "/key-accounts", "back to the page that was asked for");
  });
});
