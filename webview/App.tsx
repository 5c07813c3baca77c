import { FiguresTab } from './figures/FiguresTab';
import { FunctionsTab } from './functions/FunctionsTab';
import { MappingPage } from './mapping/MappingPage';
import { Header } from './overview/Header';
import { PartialColdStarts } from './overview/OverTime';
import { OverviewTab } from './overview/OverviewTab';
import { PartialOverview } from './overview/PartialOverview';
import { FailureNote, Waiting } from './parts/Answer';
import { FocusBar } from './parts/FocusBar';
import { shareRead } from './parts/ReadingProgress';
import { NoTrace, ReadingState } from './parts/ReadingState';
import { type TabInfo, TabList } from './parts/TabList';
import { SimulateTab } from './simulate/SimulateTab';
import { useDashboard } from './state/dashboard';
import type { Tab } from './state/view';
import { TreeTab } from './tree/TreeTab';

const TAB_LIST: readonly TabInfo<Tab>[] = [
  { id: 'overview', label: 'Overview' },
  { id: 'functions', label: 'Functions' },
  { id: 'simulate', label: 'Simulate' },
  { id: 'tree', label: 'Function tree' },
  { id: 'figures', label: 'Figures' },
];

export function App() {
  const dashboard = useDashboard();
  if (dashboard.connection.failure.value) {
    const retry = () => void dashboard.connect();
    return (
      <main class="page">
        <FailureNote what="Connecting to the extension" failure={dashboard.connection.failure.value} onRetry={retry} />
      </main>
    );
  }
  if (!dashboard.connection.connected.value && dashboard.connection.status.value.state !== 'reading') {
    return (
      <main class="page">
        <Waiting what="Connecting to the extension" />
      </main>
    );
  }
  if (dashboard.isMapping.value) {
    return (
      <main class="page">
        <Header />
        <p class="notice" role="status">
          {dashboard.actions.notice.value}
        </p>
        <MappingPage />
      </main>
    );
  }
  const { tab } = dashboard.view;
  return (
    <main class="page">
      <Header />
      <div class="bar">
        <TabList label="Sections" tabs={TAB_LIST} active={tab.value} onSelect={(next) => (tab.value = next)} />
        <FocusBar />
      </div>
      <p class="notice" role="status">
        {dashboard.actions.notice.value}
      </p>
      <ReadingState />
      <section role="tabpanel" id={`panel-${tab.value}`} aria-labelledby={`tab-${tab.value}`} class="panel">
        <TabContent tab={tab.value} />
      </section>
    </main>
  );
}

function TabContent({ tab }: { readonly tab: Tab }) {
  const { hasTable } = useDashboard().connection;
  switch (tab) {
    case 'overview':
      return hasTable.value ? <OverviewTab /> : <OverviewSoFar />;
    case 'functions':
      return hasTable.value ? <FunctionsTab /> : <NoTrace />;
    case 'simulate':
      return <SimulateTab />;
    case 'tree':
      return <TreeTab />;
    case 'figures':
      return <FiguresTab />;
  }
}

function OverviewSoFar() {
  const dashboard = useDashboard();
  const [status, partial] = [dashboard.connection.status.value, dashboard.connection.partial.value];
  if (!partial) return <NoTrace />;
  const share = status.state === 'reading' ? shareRead(status) : 1;
  return (
    <PartialOverview partial={partial} share={share}>
      <PartialColdStarts partial={partial} share={share} />
    </PartialOverview>
  );
}
