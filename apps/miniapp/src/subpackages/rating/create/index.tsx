import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, describeError } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { dateOf, sayDate } from '@/shared/format/when';
import { replaceWith } from '@/shared/nav/go';
import { Empty, ResourceView, Screen, SkeletonCard, toast } from '@/shared/ui';
import { emptyRating, type RatingDraft, RatingForm } from '../components/rating-form';
import '../rating.css';

export default function RatingPage() {
  const { visitId = '' } = useRouter().params;
  const { resource, reload } = useResource(`visit:${visitId}`, () =>
    api.visit.detail({ params: { id: visitId } }),
  );
  const [draft, setDraft] = useState<RatingDraft>(emptyRating);
  const [submitting, setSubmitting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const visit = resource.data;

  const submit = async () => {
    if (submitting) return;
    setSubmitting(true);
    setProblem(null);
    try {
      await api.visit.rate({ params: { id: visitId }, body: { ...draft, tags: [...draft.tags] } });
      toast('谢谢您的评价', 'success');
      replaceWith('visit.detail', { id: visitId });
    } catch (error) {
      setProblem(describeError(error).message);
    } finally {
      setSubmitting(false);
    }
  };

  if (visit?.canRate) {
    const on = dateOf(Date.parse(visit.handedOverAt ?? visit.arrivedAt));
    return (
      <RatingForm
        about={`${visit.serviceName} · ${sayDate(on, dateOf(Date.now()))}`}
        draft={draft}
        submitting={submitting}
        problem={problem}
        onChange={(change) => setDraft({ ...draft, ...change })}
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
