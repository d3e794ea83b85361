import type { CareRuleBody, DeliveryDetail } from '@cheban/contracts';
import { channelLabel } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../../app/api.js';
import { useStoreId } from '../../../app/me.js';
import { sayError } from '../../../app/query-client.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';
import { PageSkeleton } from '../../../shared/ui/skeleton.js';
import { ErrorState } from '../../../shared/ui/states.js';
import { MessageTag } from '../../../shared/ui/tag.js';

/** Asks again so often what became of it, in ms. */
const ASK_MS = 1_000;
const UNDER_WAY: readonly DeliveryDetail['state'][] = ['planned', 'sending'];

/** What became of a test send, in one sentence: only what left for the phone is said to have done so. */
function saidOf({ state, channel }: DeliveryDetail): { type: 'success' | 'info' | 'warning'; title: string } {
  if (UNDER_WAY.includes(state)) return { type: 'info', title: '正在发送…' };
  if (state !== 'accepted' && state !== 'delivered') return { type: 'warning', title: '没有发到手机' };
  return channel === null || channel === 'inbox'
    ? { type: 'warning', title: '手机没有弹出，只放进了您的站内消息' }
    : { type: 'success', title: `已通过${channelLabel[channel]}发到您的手机` };
}

function TestResult({ messageId, onClose }: { messageId: string; onClose(): void }) {
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['messages', 'one', messageId],
    queryFn: () => api.delivery.detail({ params: { id: messageId } }),
    refetchInterval: ({ state: { data: known } }) =>
      !known || UNDER_WAY.includes(known.state) || known.state === 'accepted' ? ASK_MS : false,
  });
  return (
    <Modal
      open
      title="试发给我"
      onCancel={onClose}
      footer={
        <Button type="primary" data-testid="rule-test-done" onClick={onClose}>
          知道了
        </Button>
      }
    >
      {isError && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <PageSkeleton blocks={[48, 80]} />}
      {data && (
        <div className="stack" data-testid="rule-test-result">
          <Alert
            {...saidOf(data)}
            showIcon
            description={UNDER_WAY.includes(data.state) ? undefined : data.advice || data.why}
          />
          <div>
            <p>
              <strong>{data.title}</strong> <MessageTag state={data.state} channel={data.channel} />
            </p>
            <p className="message-body">{data.body}</p>
          </div>
        </div>
      )}
    </Modal>
  );
}

/** Sends the words of one stage to the WeChat of the person who asks, and shows what became of it. */
export function TestButton({
  code,
  offset,
  body,
  disabled,
}: {
  code: string;
  offset: number;
  body: CareRuleBody;
  disabled: boolean;
}) {
  const storeId = useStoreId();
  const { modal } = App.useApp();
  const [sent, setSent] = useState<string | null>(null);
  const test = useSubmit(api.careRule.test, {
    quiet: true,
    onSuccess: ({ messageId }) => setSent(messageId),
    onError: (error) => void modal.warning({ title: '没有发出', content: sayError(error), okText: '知道了' }),
  });
  return (
    <>
      <Button
        data-testid="rule-test"
        disabled={disabled}
        loading={test.isPending}
        onClick={() => test.mutate({ params: { code }, body: { storeId, offset, body } })}
      >
        试发给我
      </Button>
      {sent !== null && <TestResult messageId={sent} onClose={() => setSent(null)} />}
    </>
  );
}
