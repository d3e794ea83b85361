export default definePageConfig({ navigationBarTitleText: '到店进度', enablePullDownRefresh: true });
