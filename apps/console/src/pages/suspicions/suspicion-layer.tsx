import './suspicion.css';
import type { SuspectView } from '@cheban/contracts';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { suspicionAreas, useSuspicion } from '../../features/suspicion/queries.js';
import { SuspectTag } from '../../features/suspicion/tags.js';
import { stamp, whenShort } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { Layer } from '../../shared/ui/layer.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Facts } from '../../shared/ui/page.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { Tag } from '../../shared/ui/tag.js';

/** Who stopped it. What was held for the person's sake alone says so: no limit was reached. */
function heldBy({ heldByName, reasons }: SuspectView): string {
  if (heldByName) return heldByName;
  return reasons.every(({ mark }) => mark === 'staff') ? '门店之前拦下了这位车主' : '系统按上限拦下';
}
/** Staff hold a person, not one reward: there is nothing to refuse, only to let go. */
const isPerson = ({ kind }: SuspectView) => kind === 'owner';

function Neighbours({ rows }: { rows: SuspectView['neighbours'] }) {
  return (
    <section>
      <h3>和谁撞上了</h3>
      {rows.length === 0 ? (
        <p className="muted small">系统没有发现别人用同样的手机、微信、车或车牌领奖。</p>
      ) : (
        <ul className="neighbours" data-testid="neighbours">
          {rows.map((row) => (
            <li key={`${row.ownerId}-${row.at}`}>
              <span>
                <OwnerLink of={row} />
              </span>
              <span className="muted small num">
                {row.kindLabel} · {whenShort(row.at)}
              </span>
              <span className="row-gap">
                {row.marks.map((mark) => (
                  <Tag key={mark} tone="amber">
                    {mark}
                  </Tag>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Detail({ view }: { view: SuspectView }) {
  return (
    <div className="stack">
      <section className="suspect-why" aria-label="为什么拦下">
        {view.reasons.map(({ mark, label, text }) => (
          <p key={mark}>
            <Tag tone="amber" icon="alert">
              {label}
            </Tag>
            {text.replace(`${label}：`, '')}
          </p>
        ))}
      </section>
      <Facts
        rows={[
          ['状态', <SuspectTag key="state" state={view.state} />],
          ['车主', <OwnerLink key="owner" of={view} />],
          ['来自', `${view.kindLabel} · ${view.title}`],
          [isPerson(view) ? '范围' : '待发奖励', view.rewardText],
          ['门店', view.storeName],
          ['拦下', `${stamp(view.heldAt)} · ${heldBy(view)}`],
          ...(view.decidedAt
            ? ([
                ['处理', `${stamp(view.decidedAt)} · ${view.decidedByName ?? ''}`],
                ['说明', view.note || '没有写说明'],
              ] as const)
            : []),
        ]}
      />
      {!isPerson(view) && <Neighbours rows={view.neighbours} />}
    </div>
  );
}

function ReleaseDialog({ view, onClose }: { view: SuspectView; onClose(): void }) {
  const [form] = Form.useForm<{ note: string }>();
  const release = useSubmit(api.suspicion.release, {
    refresh: suspicionAreas,
    success: isPerson(view) ? '已解除，之后的奖励照常发放' : '已放行，奖励正在发放',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={isPerson(view) ? `解除对${view.ownerName}的拦截` : `放行：${view.rewardText}`}
      okText={isPerson(view) ? '解除' : '放行'}
      cancelText="先不"
      form={form}
      submit={release}
      testId="release-submit"
      onFinish={({ note }) => release.mutate({ params: { id: view.id }, body: { note: note?.trim() ?? '' } })}
      onClose={onClose}
    >
      <p style={{ marginBottom: 12 }}>
        {isPerson(view)
          ? '之后的奖励不再因人拦下；已经停住的奖励要一份一份放行。'
          : `“${view.rewardText}”会立即发给${view.ownerName}，发出后不能收回。`}
      </p>
      <Form.Item name="note" label="怎么核实的（可不填）">
        <Input
          maxLength={60}
          showCount
          autoComplete="off"
          placeholder="例如：电话核实，一家人共用手机"
          data-testid="release-note"
        />
      </Form.Item>
    </FormDialog>
  );
}

function RefuseDialog({ view, onClose }: { view: SuspectView; onClose(): void }) {
  const refuse = useSubmit(api.suspicion.refuse, {
    refresh: suspicionAreas,
    success: '已记下，这份奖励不再发放',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <ReasonDialog
      title={`不发：${view.rewardText}`}
      what={`${view.ownerName}将领不到这份奖励，占用的预算会退回。决定后不能再改。`}
      okText="不予发放"
      suggestions={['核实为同一人', '代他人领取', '联系不上本人']}
      busy={refuse.isPending}
      error={refuse.error}
      testId="refuse"
      onSubmit={(reason) => refuse.mutate({ params: { id: view.id }, body: { reason } })}
      onClose={onClose}
    />
  );
}

/** One held reward: why, with whom it collides, and the decision. */
export function SuspicionLayer({ id, onClose }: { id: string; onClose(): void }) {
  const may = useMay();
  const query = useSuspicion(id);
  const [asking, setAsking] = useState<'release' | 'refuse' | null>(null);
  const close = () => setAsking(null);
  const view = query.data;
  return (
    <Layer
      open
      title={view ? `${view.ownerName} · ${view.rewardText}` : '可疑领奖'}
      onClose={onClose}
      testId="suspicion-layer"
      width={520}
      footer={
        view?.state === 'held' &&
        (may('campaign.approve') ? (
          <div className="layer-actions">
            {!isPerson(view) && (
              <Button danger data-testid="suspicion-refuse" onClick={() => setAsking('refuse')}>
                不予发放
              </Button>
            )}
            <Button
              type="primary"
              className="push"
              data-testid="suspicion-release"
              onClick={() => setAsking('release')}
            >
              {isPerson(view) ? '解除拦截' : '放行并发放'}
            </Button>
          </div>
        ) : (
          <span className="muted small">由店总核实后放行。</span>
        ))
      }
    >
      <Loaded query={query} missing="没有找到这条记录" blocks={[72, 220, 160]}>
        {(found) => <Detail view={found} />}
      </Loaded>
      {asking === 'release' && view && <ReleaseDialog view={view} onClose={close} />}
      {asking === 'refuse' && view && <RefuseDialog view={view} onClose={close} />}
    </Layer>
  );
}
