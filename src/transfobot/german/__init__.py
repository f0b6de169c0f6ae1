"""Pure tools for German text: fold, words, stems, compounds, grams, sentences, dates, amounts."""
