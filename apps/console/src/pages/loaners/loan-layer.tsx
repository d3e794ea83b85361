import type { LoanView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { OwnerName } from '../../features/owner/owner-name.js';
import { PhotoStrip } from '../../features/photo/photo-strip.js';
import { fuelWords } from '../../shared/format/fuel.js';
import { dayWords, whenWords } from '../../shared/format/time.js';
import { kmText, plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Layer } from '../../shared/ui/layer.js';
import { Facts } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { GaugesForm } from './gauges-form.js';
import { loanAreas } from './queries.js';
import { LoanTag } from './words.js';

type Gauges = NonNullable<LoanView['out']>;

function GaugesBlock({ title, gauges }: { title: string; gauges: Gauges }) {
  return (
    <section className="stack loan-gauges">
      <h3>{title}</h3>
      <Facts
        rows={[
          ['时间', whenWords(gauges.at)],
          ['经办', gauges.by],
          ['里程', kmText(gauges.km)],
          ['油量 / 电量', fuelWords(gauges.fuelEighths)],
          ...(gauges.note ? ([['备注', gauges.note]] as const) : []),
        ]}
      />
      <PhotoStrip photos={gauges.photos.map((photo) => ({ photo }))} />
    </section>
  );
}

/** Kilometres driven, and fuel that is missing: what is settled with whoever had the car. */
function Settled({ out, back }: { out: Gauges; back: Gauges }) {
  const missing = out.fuelEighths - back.fuelEighths;
  return (
    <p className={`loan-settled ${missing > 0 ? 'amber' : ''}`}>
      行驶 {kmText(back.km - out.km)}
      {missing > 0 ? `，油量少了 ${missing}/8` : '，油量未减少'}
    </p>
  );
}

function Filled({ loan, onClose }: { loan: LoanView; onClose(): void }) {
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const cancel = useSubmit(api.loaner.cancel, {
    refresh: loanAreas,
    success: '已取消预留，这几天可以给别的客户',
    onSuccess: onClose,
  });
  const manage = may('visit.manage');
  const open = loan.state === 'booked' || loan.state === 'out';
  return (
    <div className="stack">
      <Facts
        rows={[
          [
            '用车人',
            <OwnerName key="owner" ownerId={loan.ownerId}>
              {loan.ownerName}
            </OwnerName>,
          ],
          ['手机', loan.phoneMasked],
          ['用车日期', `${dayWords(loan.from)} 至 ${dayWords(loan.to)}`],
          ...(loan.visitId
            ? ([
                [
                  '对应工单',
                  <Link key="visit" to={`/visits/${loan.visitId}`}>
                    打开工单
                  </Link>,
                ],
              ] as const)
            : []),
          ...(loan.note ? ([['备注', loan.note]] as const) : []),
        ]}
      />
      {loan.out && <GaugesBlock title="交车记录" gauges={loan.out} />}
      {loan.back && <GaugesBlock title="归还记录" gauges={loan.back} />}
      {loan.out && loan.back && <Settled out={loan.out} back={loan.back} />}
      {manage && open && writing && (
        <GaugesForm key={loan.state} loan={loan} onDone={() => setWriting(false)} />
      )}
      {manage && open && !writing && (
        <div className="layer-actions">
          {loan.state === 'booked' && (
            <Popconfirm
              title="取消这次预留？"
              description="这几天会空出来，可以给别的客户。"
              okText="取消预留"
              cancelText="返回"
              onConfirm={() => cancel.mutate({ params: { id: loan.id } })}
            >
              <Button loading={cancel.isPending}>取消预留</Button>
            </Popconfirm>
          )}
          <Button
            type="primary"
            className="push"
            data-testid={loan.state === 'booked' ? 'loan-hand-out' : 'loan-return'}
            onClick={() => setWriting(true)}
          >
            {loan.state === 'booked' ? '交车' : '归还'}
          </Button>
        </div>
      )}
    </div>
  );
}

/** One loan: who, when, and the records of leaving and coming back. */
export function LoanLayer({ id, onClose }: { id: string | null; onClose(): void }) {
  const query = useQuery({
    queryKey: ['loan', id],
    queryFn: () => api.loaner.detail({ params: { id: id ?? '' } }),
    enabled: id !== null,
  });
  const loan = query.data;
  return (
    <Layer
      open={id !== null}
      title={
        loan ? (
          <>
            {plateText(loan.plate)} {loan.model} <LoanTag loan={loan} />
          </>
        ) : (
          '代步车'
        )
      }
      onClose={onClose}
      testId="loan-layer"
      width={520}
    >
      {query.isError && !loan && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <ListSkeleton rows={5} />}
      {loan && <Filled key={loan.id} loan={loan} onClose={onClose} />}
    </Layer>
  );
}
