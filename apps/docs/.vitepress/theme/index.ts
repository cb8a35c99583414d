import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { defineAsyncComponent } from 'vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    // Loads Myelin only on the page that shows it.
    app.component(
      'DigitDemo',
      defineAsyncComponent(() => import('./demo/digit-demo.vue')),
    );
  },
} satisfies Theme;
