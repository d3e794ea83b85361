import './channels/channels.css';
import { Tabs } from 'antd';
import { useTemplates } from '../../features/channel/queries.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { PageHead } from '../../shared/ui/page.js';
import { CircuitsPanel } from './channels/circuits-panel.js';
import { QuotaPanel } from './channels/quota-panel.js';
import { SyncButton } from './channels/sync-button.js';
import { TemplatesPanel } from './channels/templates-panel.js';
import { WeatherPanel } from './channels/weather-panel.js';
import { HealthStrip } from './health-strip.js';

const tabs = ['templates', 'quota', 'weather'] as const;

/** By which ways owners are told: templates of the accounts, what is switched off, how much is left, and the weather. */
export default function ChannelsPage() {
  const filters = useUrlFilters();
  const tab = filters.oneOf('tab', tabs) ?? 'templates';
  const templates = useTemplates();
  return (
    <>
      <PageHead
        tab="渠道与模板"
        title="渠道与模板"
        sub="每类消息走哪个模板、填什么内容；渠道出了问题，在这里查看并恢复。"
        actions={<SyncButton accounts={templates.data?.accounts} />}
      />
      <HealthStrip />
      <CircuitsPanel />
      <Tabs
        className="channel-tabs"
        activeKey={tab}
        onChange={(key) => filters.set({ tab: key === 'templates' ? undefined : key, state: undefined })}
        items={[
          {
            key: 'templates',
            label: '模板',
            children: <TemplatesPanel query={templates} filters={filters} />,
          },
          { key: 'quota', label: '额度与触达', children: <QuotaPanel /> },
          { key: 'weather', label: '天气预警', children: <WeatherPanel filters={filters} /> },
        ]}
      />
    </>
  );
}
