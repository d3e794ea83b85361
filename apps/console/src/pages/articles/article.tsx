import './article.css';
import type { PhotoView, StaffArticleView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay, useWorkplace } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { type BlockDraft, blockProblem, blocksOf, draftsOf } from '../../features/article/blocks.js';
import { PhotosItem } from '../../features/photo/photos-item.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';
import { ArticlePreview } from './article-preview.js';
import { BlocksField } from './blocks-field.js';

const MOST_PHOTOS = 20;

export interface ArticleDraft {
  title?: string;
  summary?: string;
  models?: string[];
  photos?: PhotoView[];
  blocks?: BlockDraft[];
}

function Editor({ article, editable }: { article: StaffArticleView | null; editable: boolean }) {
  const { store } = useWorkplace();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<ArticleDraft>();
  const draft = (Form.useWatch([], { form, preserve: true }) as ArticleDraft | undefined) ?? {};
  const published = article?.state === 'published';
  const options = {
    refresh: ['articles', 'article'],
    quiet: true,
    success: (view: StaffArticleView) => (view.state === 'published' ? '已发布，车主可以看到' : '草稿已保存'),
    onSuccess: (view: StaffArticleView) => void navigate(`/articles/${view.id}`, { replace: true }),
  };
  const create = useSubmit(api.staffArticle.create, options);
  const update = useSubmit(api.staffArticle.update, options);
  const error = create.error ?? update.error;
  const busy = create.isPending || update.isPending;
  useFieldErrors(form, error);
  const unsaved = useUnsaved(error);

  async function save(publish: boolean) {
    const good = await form.validateFields().then(
      () => true,
      () => false,
    );
    if (!good) {
      void message.warning('还有没填好的地方，已标出来');
      return;
    }
    // All of it: the kind of a block stands in no field of its own.
    const words = form.getFieldsValue(true) as ArticleDraft;
    const photos = words.photos ?? [];
    const body = {
      title: words.title?.trim() ?? '',
      summary: words.summary?.trim() ?? '',
      models: words.models ?? [],
      blocks: blocksOf(words.blocks ?? [], photos),
      photoIds: photos.map(({ id }) => id),
      publish,
    };
    unsaved.onHandedIn();
    if (article) update.mutate({ params: { id: article.id }, body });
    else create.mutate({ body: { storeId: store.id, ...body } });
  }

  return (
    <>
      <PageHead
        tab={article?.title ?? '写文章'}
        back={{ to: '/articles', label: '用车文章' }}
        title={
          <>
            {article?.title ?? '写文章'}
            {article && (
              <Tag tone={published ? 'green' : 'amber'} icon={published ? 'check' : 'file'}>
                {article.stateLabel}
              </Tag>
            )}
          </>
        }
        sub={published ? '改动保存后，车主马上看到新的内容。' : '发布前车主看不到。'}
        actions={
          editable && (
            <>
              <Button
                type="primary"
                data-testid="article-publish"
                loading={busy}
                onClick={() => void save(true)}
              >
                {published ? '保存' : '发布'}
              </Button>
              <Button data-testid="article-draft" disabled={busy} onClick={() => void save(false)}>
                {published ? '撤回为草稿' : '存草稿'}
              </Button>
            </>
          )
        }
      />
      <Form
        form={form}
        layout="vertical"
        disabled={!editable}
        scrollToFirstError={{ block: 'center' }}
        onValuesChange={unsaved.onTyped}
        initialValues={
          article
            ? { ...article, blocks: draftsOf(article.blocks, article.photos) }
            : { models: [], photos: [], blocks: [{ type: 'text', text: '' }] }
        }
      >
        <div className="editor-columns">
          <div className="stack">
            <Panel title="标题与封面">
              <Form.Item
                name="title"
                label="标题"
                rules={[{ required: true, whitespace: true, min: 2, message: '请填写标题，至少 2 个字' }]}
              >
                <Input
                  maxLength={40}
                  showCount
                  data-testid="article-title"
                  placeholder="例如：冬天胎压怎么看"
                />
              </Form.Item>
              <Form.Item name="summary" label="一句话简介">
                <Input maxLength={80} showCount placeholder="例如：一分钟学会" />
              </Form.Item>
              <Form.Item
                name="models"
                label="适用车型"
                extra="不填就是所有车型。写法要和客户档案里的车型一致。"
              >
                <Select
                  mode="tags"
                  open={false}
                  suffixIcon={null}
                  tokenSeparators={['，', ',', '、']}
                  placeholder="例如：凯美瑞"
                  maxCount={30}
                />
              </Form.Item>
              <Form.Item name="photos" label="照片（第一张是封面）">
                <PhotosItem max={MOST_PHOTOS} testId="article-photos" />
              </Form.Item>
            </Panel>
            <Panel title="正文" extra={<span className="small">一段一段写，手机上好读</span>}>
              <BlocksField photos={draft.photos ?? []} />
            </Panel>
            <FormError error={error} />
          </div>
          <aside className="editor-side">
            <p className="hint">车主看到的样子</p>
            <ArticlePreview
              draft={draft}
              storeName={article?.storeName ?? store.name}
              wrong={(draft.blocks ?? []).filter((block) => blockProblem(block, draft.photos ?? [])).length}
            />
            {article && (
              <p className="hint">
                <Link to="/articles">回到文章列表</Link>
              </p>
            )}
          </aside>
        </div>
      </Form>
    </>
  );
}

/** Writes an article, or changes one; who may only read sees it as owners do. */
export default function ArticlePage() {
  const { id } = useParams();
  const may = useMay();
  const editable = may('activity.manage');
  const query = useQuery({
    queryKey: ['article', id],
    queryFn: () => api.staffArticle.detail({ params: { id: id ?? '' } }),
    enabled: id !== undefined && id !== 'new',
  });
  if (id === 'new')
    return editable ? <Editor article={null} editable /> : <NotFound what="您没有写文章的权限" />;
  return (
    <Loaded query={query} missing="没有找到这篇文章" blocks={[56, 420]}>
      {(article) => (
        <Editor key={`${article.id}-${article.updatedAt}`} article={article} editable={editable} />
      )}
    </Loaded>
  );
}
