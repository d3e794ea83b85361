import type { CircleCommentView } from '@cheban/contracts';
import { type CircleReportReason, circleReportLabel, circleReportReasons } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { backTo, go } from '@/shared/nav/go';
import { Button, Chip, confirm, Sheet, toast } from '@/shared/ui';
import { DetailScreen } from '../components/detail-screen';
import '../circle.css';

/** The check takes seconds: who has just written sees it pass. */
const pollMs = 5_000;

export default function CircleDetailPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload, show, amend } = useResource(`circle.post:${id}`, () =>
    api.circle.detail({ params: { id } }),
  );
  const [text, setText] = useState('');
  const [replyTo, setReplyTo] = useState<CircleCommentView | null>(null);
  const [reported, setReported] = useState<string | null>(null);
  const [reason, setReason] = useState<CircleReportReason | null>(null);
  const nowMs = useNow();
  const { busy, problem, submit } = useSubmit(reload);
  const data = resource.data;
  const checking = [data, ...(data?.commentList ?? [])].some((one) => one?.state === 'checking');
  usePolling(reload, pollMs, checking && !busy, 2_000);

  const send = () =>
    submit(async (keyFor) => {
      const body = { text: text.trim(), replyToId: replyTo?.id ?? null };
      show(await api.circle.comment({ params: { id }, body }, { idempotencyKey: keyFor(body) }));
      setText('');
      setReplyTo(null);
      toast('已提交，审核后展示');
    });
  const like = useAction(async () => {
    const liked = await api.circle.like({ params: { id }, body: { on: !data?.liked } });
    amend((post) => ({ ...post, ...liked }));
  });
  const remove = useAction(async (entryId: string) => {
    const sure = await confirm({
      title: '删除这条内容？',
      content: '文字和照片会一起删除，不能恢复。',
      confirmText: '删除',
    });
    if (!sure) return;
    await api.circle.remove({ params: { id: entryId } });
    toast('已删除');
    if (entryId === id) backTo('circle.list');
    else await reload();
  });
  const report = useAction(async () => {
    if (reported === null || reason === null) return;
    await api.circle.report({ params: { id: reported }, body: { reason } });
    setReported(null);
    setReason(null);
    toast('已收到，感谢反馈');
  });

  return (
    <DetailScreen
      post={resource}
      nowMs={nowMs}
      text={text}
      replyTo={replyTo}
      busy={busy}
      problem={problem}
      onText={setText}
      onReplyTo={setReplyTo}
      onSend={() => void send()}
      onLike={() => void like.run()}
      onEdit={() => go('circle.write', { id })}
      onReport={setReported}
      onRemove={(entryId) => void remove.run(entryId)}
      onRetry={reload}
      above={
        <Sheet
          open={reported !== null}
          title="举报原因"
          onClose={() => setReported(null)}
          footer={
            <Button
              block
              disabled={reason === null}
              loading={report.pending}
              onClick={() => void report.run()}
            >
              提交举报
            </Button>
          }
        >
          <View className="cb-chips">
            {circleReportReasons.map((one) => (
              <Chip
                key={one}
                label={circleReportLabel[one]}
                selected={one === reason}
                onClick={() => setReason(one)}
              />
            ))}
          </View>
        </Sheet>
      }
    />
  );
}
