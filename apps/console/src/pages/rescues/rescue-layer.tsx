import './rescues.css';
import type { StaffRescueView } from '@cheban/contracts';
import { type RescueState, rescueFeeLabel, rescueKindLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { DialButton } from '../../features/call/dial-button.js';
import { PhotoStrip } from '../../features/photo/photo-strip.js';
import { RescueKindTag, RescueTag } from '../../features/rescue/tags.js';
import { stamp, whenWords } from '../../shared/format/time.js';
import { plateText, yuan } from '../../shared/format/words.js';
import { Layer } from '../../shared/ui/layer.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Facts } from '../../shared/ui/page.js';
import { MoveDialog, stepTitle } from './move-dialog.js';

/** Where the owner waits, to be copied into a map or sent to the driver. */
function Place({ view }: { view: StaffRescueView }) {
  const { message } = App.useApp();
  const { spot, address } = view;
  const degrees = spot ? `${spot.latitude.toFixed(6)},${spot.longitude.toFixed(6)}` : '';
  const text = [address, degrees].filter(Boolean).join(' ');
  if (text === '') return <span className="text-amber">车主没有提供位置，请致电确认</span>;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => void message.success('位置已复制，可发给救援人员或粘贴到地图'),
      () => void message.warning('没能复制，请手动抄下位置'),
    );
  return (
    <span className="rescue-place">
      {address && <span>{address}</span>}
      {degrees && <span className="num muted small">纬度,经度 {degrees}（WGS-84）</span>}
      <Button size="small" data-testid="rescue-copy" onClick={() => void copy()}>
        复制位置
      </Button>
    </span>
  );
}

/** What was agreed, until it is known what was paid. */
function feeOf({ fee, costFen }: StaffRescueView): string {
  if (costFen === null) return rescueFeeLabel[fee];
  return costFen === 0 ? '免费' : `实收 ${yuan(costFen)}`;
}

function Detail({ view }: { view: StaffRescueView }) {
  return (
    <div className="stack">
      <DialButton of={view} reason={`救援：${rescueKindLabel[view.kind]}`} />
      <Facts
        rows={[
          ['状态', <RescueTag key="state" state={view.state} />],
          ['类型', <RescueKindTag key="kind" kind={view.kind} />],
          ['车主', <OwnerLink key="owner" of={view} />],
          ['车辆', `${view.model}${view.plate ? ` · ${plateText(view.plate)}` : ''}`],
          ['位置', <Place key="place" view={view} />],
          ['距门店', view.distanceKm === null ? '未知' : `直线 ${view.distanceKm} 公里`],
          ['费用', feeOf(view)],
          ['车主说明', view.words || '没有写'],
          ['呼叫', `${stamp(view.calledAt)} · ${view.storeName}`],
          ...(view.etaAt ? ([['预计到达', whenWords(view.etaAt)]] as const) : []),
          ...(view.helper ? ([['谁去', view.helper]] as const) : []),
        ]}
      />
      <PhotoStrip photos={view.photos.map((photo) => ({ photo, caption: '现场照片' }))} />
      <section>
        <h3>过程</h3>
        <ol className="rescue-steps" data-testid="rescue-steps">
          {view.steps.map((step) => (
            <li key={`${step.at} ${step.state} ${step.text}`}>
              <span className="row-gap">
                <RescueTag state={step.state} />
                <span className="muted small num">
                  {stamp(step.at)} · {step.byName}
                </span>
              </span>
              {step.note && <span>{step.note}</span>}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

/** One call for help: who, where, what is known, and the next step. */
export function RescueLayer({ id, onClose }: { id: string; onClose(): void }) {
  const may = useMay();
  const query = useQuery({
    queryKey: ['rescue', id],
    queryFn: () => api.staffRescue.detail({ params: { id } }),
  });
  const [to, setTo] = useState<RescueState | null>(null);
  const view = query.data;
  const next = view?.next ?? [];
  return (
    <Layer
      open
      title={view ? `${rescueKindLabel[view.kind]}救援 · ${view.ownerName}` : '救援'}
      onClose={onClose}
      testId="rescue-layer"
      width={520}
      footer={
        view &&
        next.length > 0 &&
        (may('rescue.manage') ? (
          <div className="layer-actions">
            {next
              .filter((state) => state === 'cancelled')
              .map((state) => (
                <Button key={state} danger data-testid={`rescue-${state}`} onClick={() => setTo(state)}>
                  取消救援
                </Button>
              ))}
            {next
              .filter((state) => state !== 'cancelled')
              .map((state, index, all) => (
                <Button
                  key={state}
                  type={index === all.length - 1 ? 'primary' : 'default'}
                  className={index === 0 ? 'push' : ''}
                  data-testid={`rescue-${state}`}
                  onClick={() => setTo(state)}
                >
                  {stepTitle(view.state, state)}
                </Button>
              ))}
          </div>
        ) : (
          <span className="muted small">由服务顾问或客服接单处理。</span>
        ))
      }
    >
      <Loaded query={query} missing="没有找到这次救援" blocks={[48, 260, 120]}>
        {(found) => <Detail view={found} />}
      </Loaded>
      {to && view && <MoveDialog view={view} to={to} onClose={() => setTo(null)} />}
    </Layer>
  );
}
