export default definePageConfig({ navigationBarTitleText: '用车知识' });
