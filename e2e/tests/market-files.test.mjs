// The samples of positions, purchases, threats and visits come in by the wizard, in both languages: what they bring stands on
// the pages of the market with our price against theirs, and the undo leaves nothing of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccessibility, checkWidths, commitImport, errorText, numberOf, scenario, signUp, submit, tryImport } from "../harness.mjs";

const WORDS = {
  bg: { competitor: "Северна зърнена АД", price: /104/, few: /под три цени/, kind: /Заплахи/, missed: /клиентът отказа: 1/, cause: /Не се твърди/ },
  en: { competitor: "Northern Grain AD", price: /104/, few: /fewer than three prices/, kind: /Threats/, missed: /the client called it off: 1/, cause: /does not say that it came of them/ },
};

/// Uploads a file and leads to its page.
async function choose(page, server, kind, buffer) {
  await page.goto(`${server.origin}/imports/new?kind=${kind}`);
  await page.locator("input[type=file]").setInputFiles({ name: `${kind}.csv`, mimeType: "text/csv", buffer });
  await submit(page, "main form[enctype] button.btn-main");
}

/// Brings the sample of a kind in; returns the page of its import.
async function bring(page, server, kind) {
  const sample = await page.request.get(`${server.origin}/imports/samples/${kind}`);
  await choose(page, server, kind, await sample.body());
  await tryImport(page);
  const [accepted, , setAside] = (await page.locator("main dl.stats dd").allInnerTexts()).map(numberOf);
  assert.deepEqual({ accepted, setAside }, { accepted: 2, setAside: 0 }, await errorText(page));
  await commitImport(page);
  return page.url();
}

for (const language of ["bg", "en"]) {
  test(`files of the market come in, are seen with our price, and go with their undo (${language})`, async () => {
    await scenario(`market files ${language}`, { language }, async ({ page, server }) => {
      const words = WORDS[language];
      await signUp(page, server, { language });
      await bring(page, server, "accounts");
      const positions = await bring(page, server, "positions");
      await bring(page, server, "purchases");
      await bring(page, server, "threats");
      const visits = await bring(page, server, "visits");
      const october = `${server.origin}/plan/followed?from=2026-10-01&to=2026-10-31`;
      await page.goto(october);
      assert.match(await page.locator("#visits").innerText(), words.missed);
      assert.match(await page.locator("#measures").innerText(), words.cause);
      assert.equal(await page.locator("#contacts tbody tr").count(), 1, "one took place");
      await checkAccessibility(page, `what followed ${language}`);
      await checkWidths(page, `what followed ${language}`);
      await page.goto(visits);
      await submit(page, "form[action$='/undo'] button");
      await page.goto(october);
      assert.doesNotMatch(await page.locator("#visits").innerText(), words.missed, "they went with their file");

      await page.goto(`${server.origin}/market/positions`);
      const prices = page.locator("#prices tbody tr");
      assert.equal(await prices.count(), 1, "of the other nobody saw a price");
      assert.match(await prices.first().innerText(), words.price);
      assert.match(await prices.first().innerText(), words.few);
      await checkAccessibility(page, `market files ${language}`);
      await checkWidths(page, `market files ${language}`);

      await page.goto(`${server.origin}/market/competitors`);
      await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: words.competitor }).first().click()]);
      assert.equal(await page.locator("#prices tbody tr").count(), 1, "and on its card");
      await page.goto(`${server.origin}/market/wallet`);
      assert.equal(await page.locator("main table tbody tr").count(), 2);
      await page.goto(`${server.origin}/market/threats`);
      assert.equal(await page.locator("main table.table-lines tbody tr, main .threat-table tbody tr").count() > 0, true);

      // A file that is none of the kind is told of by the kind that was asked for.
      await choose(page, server, "threats", Buffer.from("една;две\nтри;четири\n"));
      assert.match(await page.locator("[role=alert]").first().innerText(), words.kind);

      await page.goto(positions);
      await submit(page, "form[action$='/undo'] button");
      await page.goto(`${server.origin}/market/competitors`);
      assert.equal(await page.getByRole("link", { name: words.competitor }).count(), 0, "the competitor went with its file");
    });
  });
}
