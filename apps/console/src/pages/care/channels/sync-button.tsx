import type { Routes, RouteView } from '@cheban/contracts';
import { App, Button } from 'antd';
import { api } from '../../../app/api.js';
import { useMay } from '../../../app/me.js';
import { channelAreas } from '../../../features/channel/queries.js';
import { whenShort } from '../../../shared/format/time.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';

type Accounts = RouteView<Routes['channel']['templates']>['accounts'];

/** When both accounts were last asked for their templates, and the button that asks them now. */
export function SyncButton({ accounts }: { accounts: Accounts | undefined }) {
  const may = useMay();
  const { modal } = App.useApp();
  const sync = useSubmit(api.channel.syncTemplates, {
    refresh: channelAreas,
    onSuccess: ({ accounts: synced, changes }) => {
      const failures = synced.filter((account) => account.failure);
      const lines = [
        ...failures.map((account) => `${account.channelLabel}没有同步成功：${account.failure}`),
        ...changes,
      ];
      const options = {
        title:
          failures.length > 0 ? '部分账号没有同步成功' : changes.length > 0 ? '模板有变化' : '模板没有变化',
        content:
          lines.length > 0 ? (
            <ul className="sync-changes">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : (
            `已读取 ${synced.reduce((sum, account) => sum + account.templates.length, 0)} 个模板，都和这里一致。`
          ),
        okText: '知道了',
      };
      if (failures.length > 0) modal.error(options);
      else if (changes.length > 0) modal.warning(options);
      else modal.success(options);
    },
  });
  const times = (accounts ?? []).flatMap((account) => account.syncedAt ?? []).sort();
  return (
    <div className="sync">
      <span className="small muted" data-testid="template-synced">
        {sync.isPending
          ? '正在读取两个账号的模板…'
          : times[0]
            ? `上次同步 ${whenShort(times[0])}`
            : accounts && '还没有同步过'}
      </span>
      {may('channel.manage') && (
        <Button data-testid="template-sync" loading={sync.isPending} onClick={() => sync.mutate({})}>
          立即同步
        </Button>
      )}
    </div>
  );
}
