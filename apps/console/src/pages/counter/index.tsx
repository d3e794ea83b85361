import './counter.css';
import type { CouponReceipt } from '@cheban/contracts';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';
import { couponAreas } from '../../features/coupon/queries.js';
import { clockOf } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Camera, canScan } from '../../shared/ui/camera.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';
import { Empty } from '../../shared/ui/states.js';
import { CardDesk } from './card-desk.js';
import { type CounterKind, tidyCode } from './code.js';
import { CouponDesk } from './coupon-desk.js';
import { findCode, type Hit, sayCodeProblem } from './find.js';
import { PickUpDesk } from './pick-up-desk.js';
import { UsedToday } from './used-today.js';

interface Done extends CouponReceipt {
  ownerName: string;
  /** Coupons of it whose use was undone. */
  undone: string[];
}

/** What was just redeemed here, with the way back for who may undo. */
function DoneList({ list, onUndone }: { list: readonly Done[]; onUndone(couponId: string): void }) {
  const may = useMay();
  const [undoing, setUndoing] = useState<string | null>(null);
  const undo = useSubmit(api.couponCounter.undo, {
    refresh: couponAreas,
    success: '已撤销，券回到车主手里',
    quiet: true,
    onSuccess: (coupon) => {
      setUndoing(null);
      onUndone(coupon.id);
    },
  });
  return (
    <>
      {list.map((done) => (
        <div
          key={`${done.billId}-${done.at}`}
          className={`counter-done ${done.undone.length === done.lines.length ? 'undone' : ''}`}
          data-testid="counter-done"
        >
          <p className="counter-sum num">
            <span>
              {done.ownerName} · {clockOf(done.at)} 核销
            </span>
            <strong>应收 {yuan(done.payFen)}</strong>
          </p>
          {done.lines.map((line) => (
            <p key={line.couponId} className="counter-sum small">
              <span>
                {line.title}，减 {yuan(line.offFen)}
              </span>
              {done.undone.includes(line.couponId) ? (
                <span data-testid="counter-undone">已撤销</span>
              ) : (
                may('coupon.undo') && (
                  <Button size="small" data-testid="counter-undo" onClick={() => setUndoing(line.couponId)}>
                    撤销
                  </Button>
                )
              )}
            </p>
          ))}
        </div>
      ))}
      {undoing && (
        <ReasonDialog
          title="撤销核销"
          what="券恢复可用，请按原价重新收款。"
          okText="撤销"
          suggestions={['扫错券', '车主改主意', '金额输错']}
          busy={undo.isPending}
          error={undo.error}
          testId="counter-undo"
          onSubmit={(reason) => undo.mutate({ params: { id: undoing }, body: { reason } })}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  );
}

/** The counter, for a phone in one hand: scan or type, see what it gives, redeem. */
export default function CounterPage() {
  const may = useMay();
  const storeId = useStoreId();
  const [text, setText] = useState('');
  const [done, setDone] = useState<Done[]>([]);
  const field = useRef<InputRef>(null);
  const scans = canScan();
  const serves = (kind: CounterKind) => may(kind === 'coupon' ? 'coupon.redeem' : 'shop.redeem');
  const find = useMutation<Hit, unknown, string>({
    mutationFn: (code) => findCode(storeId, code, serves),
  });
  const [changed, setChanged] = useState<Hit | null>(null);
  const hit = changed ?? find.data;
  function take(code: string) {
    const tidy = tidyCode(code);
    if (tidy === '' || find.isPending) return;
    setChanged(null);
    find.mutate(tidy);
    setText('');
  }
  /** What stands here has changed at another counter. */
  async function lookAgain(code: string) {
    setChanged(await findCode(storeId, code, serves).catch(() => null));
  }
  function again() {
    setChanged(null);
    find.reset();
    field.current?.focus();
  }
  return (
    <>
      <PageHead
        tab="柜台核销"
        title="柜台核销"
        sub="扫车主手机里的券码、卡码或取货码，也可以手动输入。"
        actions={hit && <Button onClick={again}>下一位</Button>}
      />
      <div className="counter">
        <div className="stack">
          <Panel>
            <div className="stack">
              {scans ? (
                <Camera onCode={take} />
              ) : (
                <p className="hint">这个浏览器不能直接扫码。可以接扫码枪，或请车主读出 8 位券码。</p>
              )}
              <form
                className="counter-type"
                onSubmit={(event) => {
                  event.preventDefault();
                  take(text);
                }}
              >
                <Input
                  ref={field}
                  size="large"
                  autoFocus={!scans}
                  autoComplete="off"
                  autoCapitalize="off"
                  aria-label="券码、卡码或取货码"
                  placeholder="扫码枪或输入编号"
                  data-testid="counter-code"
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
                <Button
                  size="large"
                  htmlType="submit"
                  data-testid="counter-find"
                  disabled={text.trim() === ''}
                  loading={find.isPending}
                >
                  查一下
                </Button>
              </form>
              {find.isError && (
                <Alert type="error" showIcon data-testid="counter-error" title={sayCodeProblem(find.error)} />
              )}
            </div>
          </Panel>
          {done.length > 0 && (
            <Panel title="刚刚核销">
              <DoneList
                list={done}
                onUndone={(couponId) =>
                  setDone((before) =>
                    before.map((one) =>
                      one.lines.some((line) => line.couponId === couponId)
                        ? { ...one, undone: [...one.undone, couponId] }
                        : one,
                    ),
                  )
                }
              />
            </Panel>
          )}
          {!hit && may('coupon.redeem') && (
            <UsedToday
              without={new Set(done.flatMap(({ lines }) => lines.map(({ couponId }) => couponId)))}
            />
          )}
        </div>
        <div className="stack" aria-live="polite">
          {!hit && (
            <Panel>
              <Empty
                icon="check"
                title="等待扫码"
                text="查到后先看清给什么、减多少，再点核销。同一张券扫多少次都只用一次。"
              />
            </Panel>
          )}
          {hit?.kind === 'coupon' && (
            <CouponDesk
              key={hit.code}
              code={hit.code}
              hit={hit.coupons}
              onDone={(receipt) => {
                setDone((before) => [
                  { ...receipt, ownerName: hit.coupons.ownerName, undone: [] },
                  ...before,
                ]);
                again();
              }}
            />
          )}
          {hit?.kind === 'card' && (
            <CardDesk
              key={hit.card.id}
              card={hit.card}
              onChange={(card) => setChanged({ ...hit, card })}
              onStale={() => void lookAgain(hit.code)}
            />
          )}
          {hit?.kind === 'pick-up' && (
            <PickUpDesk
              key={hit.order.id}
              order={hit.order}
              onChange={(order) => setChanged({ ...hit, order })}
            />
          )}
        </div>
      </div>
    </>
  );
}
