import type { VisitView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
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
  const { busy, problem, submit } = useSubmit();
  const [thanks, setThanks] = useState<VisitView | null>(null);
  const offer = useSubscribe('after_rating', resource.data !== undefined);
  const visit = resource.data;
  const { draft, kept, change, hold } = useRatingDraft(visit);

  const rate = () =>
    submit(async (keyFor) => {
      hold(true);
      try {
        const body = { ...bodyOf(draft), stars: draft.stars };
        const idempotencyKey = keyFor(body);
        setThanks(await api.visit.rate({ params: { id: visitId }, body }, { idempotencyKey }));
      } catch (error) {
        hold(false);
        throw error;
      }
    });

  if (thanks) {
    return (
      <ThanksScreen
        visit={thanks}
        nowMs={Date.now()}
        offer={offer}
        onHome={() => go('home')}
        onVisit={() => replaceWith('visit.detail', { id: visitId })}
        onCases={() => replaceWith('case.list', {})}
      />
    );
  }
  if (visit?.canRate) {
    const on = dateOf(Date.parse(visit.handedOverAt ?? visit.arrivedAt));
    return (
      <RatingForm
        about={`${visit.serviceName} · ${sayDate(on, dateOf(Date.now()))}`}
        draft={draft}
        submitting={busy}
        problem={problem}
        kept={kept}
        onChange={change}
        onSubmit={rate}
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
