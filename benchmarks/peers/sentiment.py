# SPDX-License-Identifier: Apache-2.0
"""The reference implementation of VADER."""

from common import main


def lexicon(value, text):
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    headlines = "".join(chr(int(c)) for c in text).split("\n")
    return {"vader": lambda: [analyzer.polarity_scores(t)["compound"] for t in headlines]}


if __name__ == "__main__":
    main({"lexicon": lexicon})
