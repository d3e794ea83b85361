import type { OwnerAnswer } from '@cheban/contracts/constants';
import { useState } from 'react';
import { api, describeError, isFinal } from '@/shared/api';
import { useIntention } from '@/shared/data/use-intention';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { ResourcePage, toast } from '@/shared/ui';
import { CaseCard } from '../components/case-card';
import { NotSolvedSheet } from '../components/not-solved-sheet';
import '../case.css';

const empty = {
  icon: 'chat',
  title: '没有待处理的反馈',
  note: '有不满意的地方，在服务评价里告诉我们，店总会亲自跟进。',
  action: { label: '看看爱车', onClick: () => go('home') },
} as const;

/** What I have raised, what became of it, and whether it is solved. */
export default function CaseListPage() {
  const { resource, reload } = useResource('cases', async () => (await api.ownerCase.list()).items);
  const nowMs = useNow();
  const [answering, setAnswering] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const intention = useIntention();

  const answer = async (id: string, said: OwnerAnswer, text: string) => {
    if (busy) return;
    setBusy(id);
    setProblem(null);
    const request = { params: { id }, body: { answer: said, text } };
    try {
      await api.ownerCase.answer(request, { idempotencyKey: intention.keyFor(request) });
      intention.settle();
      setAnswering(null);
      toast(said === 'solved' ? '谢谢您告诉我们' : '已转给店总');
      await reload();
    } catch (error) {
      const words = describeError(error).message;
      if (answering) setProblem(words);
      else toast(words);
      if (!isFinal(error)) return;
      intention.settle();
      await reload();
    } finally {
      setBusy(null);
    }
  };

  return (
    <ResourcePage
      resource={resource}
      bones={[3]}
      onRetry={reload}
      empty={(cases) => (cases.length === 0 ? empty : null)}
      above={
        answering ? (
          <NotSolvedSheet
            busy={busy === answering}
            problem={problem}
            onSend={(text) => void answer(answering, 'not_solved', text)}
            onClose={() => setAnswering(null)}
          />
        ) : null
      }
    >
      {(cases) =>
        cases.map((one) => (
          <CaseCard
            key={one.id}
            one={one}
            nowMs={nowMs}
            busy={busy === one.id}
            onSolved={() => void answer(one.id, 'solved', '')}
            onNotSolved={() => {
              setProblem(null);
              setAnswering(one.id);
            }}
            onCall={(number) => phone.call(number)}
          />
        ))
      }
    </ResourcePage>
  );
}
