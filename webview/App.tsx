import { CompareTab } from './compare/CompareTab';
import { ExploreTab } from './explore/ExploreTab';
import { FiguresTab } from './figures/FiguresTab';
import { MappingPage } from './mapping/MappingPage';
import { Header } from './overview/Header';
import { FailureNote, Waiting } from './parts/Answer';
import { Notice } from './parts/Notice';
import { ReadingState } from './parts/ReadingState';
import { type TabInfo, TabList } from './parts/TabList';
import { SimulateTab } from './simulate/SimulateTab';
import { useDashboard } from './state/dashboard';
import type { Tab } from './state/view';
import { WatchTab } from './watch/WatchTab';

const TAB_LIST: readonly TabInfo<Tab>[] = [
  { id: 'explore', label: 'Explore' },
  { id: 'compare', label: 'Compare' },
  { id: 'simulate', label: 'Simulate' },
  { id: 'watch', label: 'Watch' },
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
        <Notice />
        <MappingPage />
      </main>
    );
  }
  const { tab } = dashboard.view;
  return (
    <main class="page">
      <Header>
        <TabList label="Sections" tabs={TAB_LIST} active={tab.value} onSelect={(next) => (tab.value = next)} />
      </Header>
      <Notice />
      <ReadingState />
      <section role="tabpanel" id={`panel-${tab.value}`} aria-labelledby={`tab-${tab.value}`} class="panel">
        <TabContent tab={tab.value} />
      </section>
    </main>
  );
}

function TabContent({ tab }: { readonly tab: Tab }) {
  switch (tab) {
    case 'explore':
      return <ExploreTab />;
    case 'compare':
      return <CompareTab />;
    case 'simulate':
      return <SimulateTab />;
    case 'watch':
      return <WatchTab />;
    case 'figures':
      return <FiguresTab />;
  }
}
