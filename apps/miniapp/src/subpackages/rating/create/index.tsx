import type { VisitView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, describeError, isFinal } from '@/shared/api';
import { useIntention } from '@/shared/data/use-intention';
import { useResource } from '@/shared/data/use-resource';
import { useSubscribe } from '@/shared/data/use-subscribe';
import { dateOf, sayDate } from '@/shared/format/when';
import { go, replaceWith } from '@/shared/nav/go';
import { Empty, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { RatingForm } from '../components/rating-form';
import { ThanksScreen } from '../components/thanks-screen';
import { bodyOf, useRatingDraft } from '../components/use-rating-draft';
import '../rating.css';

export default function RatingPage() {
  const { visitId = '' } = useRouter().params;
  const { resource, reload } = useResource(`visit:${visitId}`, () =>
    api.visit.detail({ params: { id: visitId } }),
  );
  const [submitting, setSubmitting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [thanks, setThanks] = useState<VisitView | null>(null);
  const intention = useIntention();
  const offer = useSubscribe('after_rating', resource.data !== undefined);
  const visit = resource.data;
  const { draft, kept, change, hold } = useRatingDraft(visit);

  const submit = async () => {
    if (submitting) return;
    setSubmitting(true);
    setProblem(null);
    try {
      hold(true);
      const body = { ...bodyOf(draft), stars: draft.stars };
      const idempotencyKey = intention.keyFor(body);
      setThanks(await api.visit.rate({ params: { id: visitId }, body }, { idempotencyKey }));
      intention.settle();
    } catch (error) {
      hold(false);
      if (isFinal(error)) intention.settle();
      setProblem(describeError(error).message);
    } finally {
      setSubmitting(false);
    }
  };

  if (thanks) {
    return (
      <ThanksScreen
        visit={thanks}
        nowMs={Date.now()}
        offer={offer}
        onHome={() => go('home')}
        onVisit={() => replaceWith('visit.detail', { id: visitId })}
      />
    );
  }
  if (visit?.canRate) {
    const on = dateOf(Date.parse(visit.handedOverAt ?? visit.arrivedAt));
    return (
      <RatingForm
        about={`${visit.serviceName} · ${sayDate(on, dateOf(Date.now()))}`}
        draft={draft}
        submitting={submitting}
        problem={problem}
        kept={kept}
        onChange={change}
        onSubmit={submit}
      />
    );
  }
  return (
    <Screen>
      <ResourceView
        resource={resource}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={3} />
          </View>
        }
        onRetry={reload}
      >
        {(data) => (
          <Empty
            icon="star"
            title={data.rating ? '您已经评价过了' : '交车后就可以评价'}
            note={data.rating ? '谢谢您花时间告诉我们。' : '到时候我们会提醒您。'}
            action={{ label: '查看这次服务', onClick: () => replaceWith('visit.detail', { id: visitId }) }}
          />
        )}
      </ResourceView>
    </Screen>
  );
}
