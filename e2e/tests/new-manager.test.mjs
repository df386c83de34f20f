// A new key account manager, given only a client's page, finds who decides, who may block, what both sides owe, whether
// the agreement is kept, what hurts, who competes and what is next, each within one click; and sees how far the
// relationship has come, says what they know and reviews it. In both languages, once without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies, account;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  await page.goto(`${server.origin}/key-accounts`);
  account = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
  cookies = await page.context().cookies();
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/// A page in a language; it is kept with the user, not with the browser.
async function open(language = "bg", options = {}) {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  return page;
}

async function press(page, locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

/// Each question, where its whole answer stands, and what must be seen there.
const QUESTIONS = [
  { id: "decides", there: /\/people-map/ },
  { id: "blocks", there: /\/people-map/ },
  { id: "we-owe", there: /\/obligations\?.*debtor=us/ },
  { id: "they-owe", there: /\/obligations\?.*debtor=them/ },
  { id: "kept", there: /\/agreements/ },
  { id: "hurts", there: /\/problems/ },
  { id: "competes", there: /\/market\// },
];

const STORIES = [
  {
    language: "bg",
    javaScriptEnabled: true,
    words: {
      questions: ["Кой решава?", "Кой може да спре решението?", "Какво дължим?", "Какво ни дължат?", "Спазва ли се договореното?", "Какво ги боли?", "Кой ни конкурира?", "Какво следва?"],
      between: /Фактите говорят/,
      reason: "Говорим само с доставките",
      evidence: "Писмо на управителя",
      stands: /Степен: основни/,
      told: /Писмо на управителя/,
      missing: /напишете защо/,
    },
  },
  {
    language: "en",
    javaScriptEnabled: false,
    words: {
      questions: ["Who decides?", "Who may block the decision?", "What do we owe?", "What do they owe us?", "Is the agreement kept?", "What hurts them?", "Who competes with us?", "What is next?"],
      between: /The facts speak for/,
      reason: "We speak with purchasing only",
      evidence: "A letter of the manager",
      stands: /Stage: basic/,
      told: /A letter of the manager/,
      missing: /write why/,
    },
  },
];

for (const { language, javaScriptEnabled, words } of STORIES) {
  test(`a new manager finds every answer on the client's page within one click (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}${account}`);
      const asked = await page.locator("#answers dt").allInnerTexts();
      assert.deepEqual(asked, words.questions);
      for (const answer of await page.locator("#answers dd").allInnerTexts()) {
        assert.match(answer, /\p{L}{3}/u, "every question is answered in words");
      }
      for (const { id, there } of QUESTIONS) {
        await page.goto(`${server.origin}${account}`);
        await press(page, page.locator(`#question-${id} + dd a`));
        assert.match(page.url(), there, id);
        assert.ok((await page.locator("main h1").innerText()).length > 0, id);
      }
      await page.goto(`${server.origin}${account}`);
      await page.locator("#question-next + dd a").click();
      assert.ok(await page.locator("#next-steps").isVisible());
      // The sections stand in the order of the story, and each has its way from the head.
      const order = await page.locator("main .split section[id]").evaluateAll((all) => all.map((one) => one.id));
      const wanted = ["brief", "answers", "why", "people", "stage", "obligations", "agreements", "execution", "sales", "potential", "problems", "threats", "next-steps", "timeline"];
      assert.deepEqual(order.filter((id) => wanted.includes(id)), wanted);
      for (const id of wanted) assert.equal(await page.locator(`.section-nav a[href='#${id}']`).count(), 1, id);
      await checkAccessibility(page, "client-answers");
    } catch (error) {
      await keepEvidence("new-manager", page, server);
      throw error;
    }
    await page.context().close();
  });

  test(`the relationship is reviewed on evidence, against the facts only with a reason (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}${account}`);
      assert.match(await page.locator("#stage").innerText(), words.between);
      await press(page, page.locator("#stage .section-head a"));
      assert.match(page.url(), /\/stage$/);
      await page.locator("#f-fact").selectOption("joint_team");
      await page.locator("#f-holds").selectOption("yes");
      await press(page, page.locator("#answer button"));
      assert.equal(await page.locator("#f-evidence").getAttribute("aria-invalid"), "true", "a yes needs evidence");
      await page.locator("#f-evidence").fill(words.evidence);
      await press(page, page.locator("#answer button"));
      assert.match(await page.locator("#fact-joint_team").innerText(), words.told);
      // Another stage than the facts speak for: refused without a reason, nothing typed is lost.
      await page.locator("#f-stage").selectOption("basic");
      await page.locator("#f-target").selectOption("integrated");
      await press(page, page.locator("#review button.btn-main"));
      assert.match(await page.locator("#e-reason").innerText(), words.missing);
      assert.equal(await page.locator("#f-target").inputValue(), "integrated");
      await page.locator("#f-reason").fill(words.reason);
      await press(page, page.locator("#review button.btn-main"));
      assert.match(await page.locator(".page-head").innerText(), words.stands);
      assert.match(await page.locator("#history").innerText(), new RegExp(words.reason));
      await checkWidths(page, "client-stage");
      await checkAccessibility(page, "client-stage");
      await page.goto(`${server.origin}/accounts?stage=basic`);
      assert.ok((await page.locator(`main table a[href='${account}']`).count()) > 0);
    } catch (error) {
      await keepEvidence("stage", page, server);
      throw error;
    }
    await page.context().close();
  });
}
