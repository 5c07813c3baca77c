import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEverything,
  codeLensTitles,
  headlineWith,
  hoverText,
  hoverWith,
  newFile,
  showText,
  until,
} from './support';

const STREAM = '/aws/lambda/orders-api 2025/03/04/[$LATEST]aa';
const REPORT = 'Billed Duration: 264 ms\tMemory Size: 512 MB\tMax Memory Used: 47 MB';
const LOG = [
  `${STREAM} 2025-03-04T09:15:10.146Z START RequestId: 11111111-2222-4333-8444-555555555501 Version: $LATEST`,
  `${STREAM} 2025-03-04T09:15:11.146Z REPORT RequestId: 11111111-2222-4333-8444-555555555501\tDuration: 102.61 ms\t${REPORT}\tInit Duration: 1600.41 ms\t`,
  `${STREAM} 2025-03-04T09:15:12.146Z REPORT RequestId: 11111111-2222-4333-8444-555555555502\tDuration: 12.61 ms\t${REPORT}\t`,
];

const TABLE =
  'Wann;Wer;Kaltstart (ms)\r\n04.03.2025 09:15:10;orders;810,5\r\n04.03.2025 09:15:58;thumbs;soon\r\n04.03.2025 09:16:58;orders;1810,5\r\n';
const REMEMBERED = {
  header: ['Wann', 'Wer', 'Kaltstart (ms)'],
  mapping: {
    delimiter: ';',
    decimalComma: true,
    time: { column: 'Wann', as: 'dmy' },
    function: { parts: [{ column: 'Wer' }] },
    latency: { column: 'Kaltstart (ms)', unit: 'ms' },
  },
};

async function remember(value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('faasnet').update('formats', value, vscode.ConfigurationTarget.Global);
}

describe('a log', () => {
  afterEach(closeEverything);

  it('has hover and CodeLens in its own text, whatever its language', async () => {
    const uri = await newFile(`${LOG.join('\n')}\n`, 'orders.log');
    const { document } = await showText(uri);
    await headlineWith(uri, '1 cold start (50 % of invocations) · 1 function');
    for (const language of [document.languageId, 'plaintext', 'json']) {
      await vscode.languages.setTextDocumentLanguage(document, language);
      const text = await hoverWith(uri, 2, 'Cold start');
      assert.match(text, /orders-api/);
      assert.match(text, /Latency \*\*1\.6 s\*\*/);
    }
    assert.equal(await hoverText(uri, 3), '');
  });

  it('is read anew after an edit', async () => {
    const uri = await newFile(`${LOG.join('\n')}\n`, 'edited.log');
    const editor = await showText(uri);
    await headlineWith(uri, '1 cold start');
    const another = LOG[1].replaceAll('501', '503').replace('1600.41', '900.5');
    await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), `${another}\n`));
    await headlineWith(uri, '2 cold starts');
    await hoverWith(uri, 4, 'Latency **901 ms**');
  });
});

describe('a table that was once mapped', () => {
  beforeEach(() => remember([REMEMBERED]));
  afterEach(async () => {
    await remember(undefined);
    await closeEverything();
  });

  it('has hover, CodeLens and problems at its own fields', async () => {
    const uri = await newFile(TABLE, 'mapped.txt');
    await showText(uri);
    await headlineWith(uri, '2 cold starts · 1 function');
    assert.match(await hoverWith(uri, 2, 'Cold start'), /Latency \*\*811 ms\*\*/);
    const [problem] = await until('a problem', () => {
      const found = vscode.languages.getDiagnostics(uri);
      return found.length > 0 && found;
    });
    assert.deepEqual(problem.range, new vscode.Range(2, 27, 2, 31));
  });

  it('is no trace any more once that is forgotten, and one again when it is remembered', async () => {
    const uri = await newFile(TABLE, 'forgotten.txt');
    await showText(uri);
    await headlineWith(uri, '2 cold starts');
    await remember([]);
    await headlineWith(uri, "This trace can't be read");
    await remember([REMEMBERED]);
    await headlineWith(uri, '2 cold starts');
  });
});

describe('a table of no known format', () => {
  afterEach(closeEverything);

  it('is no trace as text, and can be opened in the dashboard', async () => {
    const uri = await newFile(TABLE, 'unknown.txt');
    await showText(uri);
    assert.deepEqual(await codeLensTitles(uri), []);
    await vscode.commands.executeCommand('faasnet.openDashboard', uri);
    await until(
      'the dashboard',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview,
    );
  });
});

describe('several files', () => {
  afterEach(closeEverything);

  it('are one trace, whose lines are shown in their files', async () => {
    const header = '__time__,functionName,latency';
    const one = await newFile(`${header}\n100,f,1\n101,g,2\n`, 'day_00.csv');
    const two = await newFile(`${header}\n200,f,3\n`, 'day_01.csv');
    await vscode.commands.executeCommand('faasnet.openAsOneTrace', one, [one, two]);
    const tab = await until('the dashboard', () => {
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      return activeTab?.input instanceof vscode.TabInputWebview && activeTab;
    });
    assert.equal(tab.label, 'day_00.csv and 1 more file — Dashboard');
  });
});
